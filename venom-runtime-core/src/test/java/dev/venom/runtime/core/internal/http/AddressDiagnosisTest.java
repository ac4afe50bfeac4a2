package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is there and asked in the wrong way is told from one that is not there yet. */
@Timeout(60)
class AddressDiagnosisTest {
    private final HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(Map.of()));
    private final RuntimeTransport transport = new RuntimeTransport(() -> transporter);

    @AfterEach
    void close() {
        transporter.close();
    }

    @Test
    void seesThatACertificateIsNotTrusted(@TempDir Path directory) throws Exception {
        HttpsServer server = secure(directory);
        try {
            assertMistake("https", server, "is not trusted", "javax.net.ssl.trustStore");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void seesThatHttpIsSpokenToAPortOfTls(@TempDir Path directory) throws Exception {
        HttpsServer server = secure(directory);
        try {
            assertMistake("http", server, "speaks TLS", "https://");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void seesThatTlsIsSpokenToAPlainPort() throws Exception {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.start();
        try {
            assertMistake("https", server, "does not speak TLS", "http://");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void takesAServerThatHangsUpForOneThatMayComeUp() throws Exception {
        try (ServerSocket curt = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> hangUp(curt), "curt");
            thread.start();

            assertThatThrownBy(() -> transport.send(
                            HttpCall.get(URI.create("http://127.0.0.1:" + curt.getLocalPort() + "/health"))))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK));
        }
    }

    private void assertMistake(String scheme, HttpServer server, String what, String cure) {
        URI uri = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/health");

        assertThatThrownBy(() -> transport.send(HttpCall.get(uri)))
                .isInstanceOfSatisfying(VenomException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(failure.getMessage()).contains(what);
                    assertThat(failure.hint()).contains(cure);
                });
    }

    private static HttpsServer secure(Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(HttpTransporterConnectionTest.selfSigned(directory)));
        server.start();
        return server;
    }

    private static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (!server.isClosed()) {
                server.accept().close();
            }
        } catch (IOException closed) {
            return;
        }
    }
}
