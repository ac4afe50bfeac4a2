package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RuntimeTransportTest {
    private final HttpTransporter transporter = HttpTransporter.unpaced(TransportOptions.of(
            Map.of("HTTP_PROXY", "http://127.0.0.1:9", "ALL_PROXY", "http://127.0.0.1:9", "HF_HUB_OFFLINE", "1")));
    private final RuntimeTransport transport = new RuntimeTransport(() -> transporter);

    @AfterEach
    void close() {
        transporter.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 429, 500, 503})
    void handsOverWhateverIsAnsweredAtOnce(int status) {
        AtomicInteger calls = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, out) ->
                Answers.status(out, status, "answer " + calls.incrementAndGet(), "Retry-After: 3600"))) {
            for (int call = 1; call <= 2; call++) {
                var reply = transport.send(HttpCall.get(server.uri("/health")));
                assertThat(reply.head().status()).isEqualTo(status);
                assertThat(reply.text()).isEqualTo("answer " + call);
            }
        }
    }

    @Test
    void handsOverLinesAsTheyCome() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, 200, "one\ntwo\n"))) {
            List<String> lines = new ArrayList<>();
            transport.stream(HttpCall.get(server.uri("/")), lines::add);
            assertThat(lines).containsExactly("one", "two");
        }
    }

    @Test
    void findsAServerThatListensOnTheOtherFamilyOfLocalhost() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("::1", 0), 0);
        server.createContext("/", exchange -> {
            boolean isKnown = "Bearer key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(isKnown ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/health");
            HttpCall call = HttpCall.get(address).withCredential(Credential.bearer(Origin.of(address), "key"));

            assertThat(transport.send(call).head().status()).isEqualTo(200);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hasShortPatience() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/health");
            long begin = System.nanoTime();

            assertThatThrownBy(() -> transport.send(HttpCall.get(address)))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STALLED));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> transport.send(HttpCall.get(URI.create("http://127.0.0.1:" + port))))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK));
    }

    @Test
    void limitsAnAnswer() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.status(out, 200, "x".repeat(1_000)))) {
            assertThatThrownBy(
                            () -> transport.send(HttpCall.get(server.uri("/")).withMaxReplyBytes(10)))
                    .hasMessageContaining("more than 10 bytes");
        }
    }
}
