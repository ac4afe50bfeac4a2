package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {
    private final HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));

    @AfterEach
    void close() {
        transporter.close();
    }

    @Test
    void knowsARefusedConnection() throws IOException {
        int port = freePort();

        TransportException broken = failureOf(URI.create("http://127.0.0.1:" + port + "/file?signature=secret"));

        assertThat(broken.problem()).isEqualTo(TransportProblem.REFUSED);
        assertThat(broken.failure().code()).isEqualTo(ErrorCode.NETWORK);
        assertThat(broken).hasMessage("Cannot reach http://127.0.0.1:" + port + ": the connection was refused");
        assertThat(broken.failure().hint()).contains("HF_ENDPOINT");
    }

    @Test
    void knowsAHostWithoutAnAddress() {
        TransportException broken = failureOf(URI.create("http://no-such-host.invalid/file?signature=secret"));

        assertThat(broken.problem()).isEqualTo(TransportProblem.UNKNOWN_HOST);
        assertThat(broken).hasMessage("Cannot reach http://no-such-host.invalid: the host name has no address");
        assertThat(broken.failure().hint()).contains("DNS", "HTTPS_PROXY");
    }

    @Test
    void knowsAConnectionThatEndsBeforeTheAnswer() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {})) {
            assertThat(failureOf(server.uri("/")).problem()).isEqualTo(TransportProblem.BROKEN);
        }
    }

    @Test
    void knowsABodyThatIsShorterThanAnnounced() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 100);
            out.write(new byte[10]);
        })) {
            assertThat(failureOf(server.uri("/")).problem()).isEqualTo(TransportProblem.BROKEN);
        }
    }

    @Test
    void knowsAServerThatDoesNotSpeakTls() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, ""))) {
            URI secure = URI.create("https://127.0.0.1:" + server.port() + "/");

            assertThat(failureOf(secure).problem()).isIn(TransportProblem.TLS, TransportProblem.BROKEN);
        }
    }

    private TransportException failureOf(URI uri) {
        return catchThrowableOfType(
                TransportException.class,
                () -> transporter.exchange(TransportRequest.of(HttpCall.get(uri)), BodyHandlers.ofString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
