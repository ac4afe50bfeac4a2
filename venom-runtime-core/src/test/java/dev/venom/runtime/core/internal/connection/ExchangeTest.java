package dev.venom.runtime.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.core.internal.connection.LineServer.Dialogue;
import dev.venom.runtime.spi.transport.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers over real sockets, with servers that say exactly what a test wants. */
@Timeout(30)
class ExchangeTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final HttpConnections connections = new HttpConnections(LONG, Optional.empty());

    @AfterEach
    void close() {
        connections.close();
    }

    private Exchange prepare(LineServer server) {
        return prepare(server, "GET", LONG);
    }

    private Exchange prepare(LineServer server, String method, Duration headTimeout) {
        URI uri = server.uri("/file?x=1");
        Request request = new Request(method, uri, Map.of("X-Own", "1"), Optional.empty(), headTimeout, true);
        return connections.prepare(request, new Route(Origin.of(uri), Optional.empty()));
    }

    private static String read(Exchange exchange) throws IOException {
        try (exchange) {
            exchange.send();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (ByteBuffer piece = exchange.next(); piece.hasRemaining(); piece = exchange.next()) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                all.writeBytes(bytes);
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void asksAndReads() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> dialogue.answer(HELLO))) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.heads().get(0))
                    .startsWith("GET /file?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("X-Own: 1\r\n")
                    .doesNotContain("Connection:");
        }
    }

    @Test
    void asksOverIpv6() throws IOException {
        try (LineServer server = LineServer.start("::1", dialogue -> dialogue.answer(HELLO))) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.heads().get(0)).contains("Host: [::1]:" + server.port() + "\r\n");
        }
    }

    @Test
    void usesAConnectionAgain() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            while (dialogue.answer(HELLO)) {
                continue;
            }
        })) {
            for (int time = 0; time < 5; time++) {
                assertThat(read(prepare(server))).isEqualTo("hello");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.heads()).hasSize(5);
        }
    }

    @Test
    void usesAConnectionAgainAfterAShortBodyThatNobodyWants() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            while (dialogue.answer(HELLO)) {
                continue;
            }
        })) {
            Exchange unwanted = prepare(server);
            unwanted.send();
            unwanted.finish();

            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
            })
    void doesNotUseAConnectionAgainThatMayCarryAnythingElse(String answer) throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            while (dialogue.answer(answer)) {
                continue;
            }
        })) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void doesNotUseAConnectionAgainAfterABodyThatWasGivenUp() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            while (dialogue.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello")) {
                continue;
            }
        })) {
            Exchange first = prepare(server);
            first.send();
            assertThat(first.next().remaining()).isPositive();
            first.close();
            Exchange second = prepare(server);
            second.send();
            second.close();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void asksAnewWhereAKeptConnectionWasEndedMeanwhile() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.answer(HELLO);
            // What comes next is read and not answered: the server's patience ended in that moment
            dialogue.head();
        })) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void sendsNothingTwiceThatIsNotRepeatable() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.answer(HELLO);
            dialogue.head();
        })) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThatThrownBy(() -> read(prepare(server, "POST", LONG))).isInstanceOf(IOException.class);
            assertThat(server.heads()).hasSize(2);
        }
    }

    @Test
    void limitsTheTimeForAHeadAndNotForABody() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.head();
            dialogue.say("HTTP/1.1 200 OK\r\nContent-Len");
            dialogue.awaitEnd();
        })) {
            assertThatThrownBy(() -> read(prepare(server, "GET", Duration.ofMillis(100))))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.head();
            dialogue.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            dialogue.pause(Duration.ofMillis(300));
            dialogue.say("hello");
        })) {
            assertThat(read(prepare(server, "GET", Duration.ofMillis(200)))).isEqualTo("hello");
        }
    }

    @Test
    void doesNotGoOnForEverWhereAServerOnlyAnnounces() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.head();
            while (true) {
                dialogue.say("HTTP/1.1 103 Early Hints\r\n\r\n");
            }
        })) {
            assertThatThrownBy(() -> read(prepare(server, "GET", Duration.ofMillis(100))))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void abortEndsAWaitForABodyAtOnce() throws Exception {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.head();
            dialogue.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
            dialogue.awaitEnd();
        })) {
            Exchange exchange = prepare(server);
            assertThat(endOf(exchange, server, exchange::abort)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void abortEndsAWaitForAHeadAtOnce() throws Exception {
        try (LineServer server = LineServer.start(Dialogue::awaitEnd)) {
            Exchange exchange = prepare(server);
            assertThat(endOf(exchange, server, exchange::abort)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closeEndsWhatIsUnderWayAndWhatIsKept() throws Exception {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.answer(HELLO);
            dialogue.awaitEnd();
        })) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            assertThat(server.openConnections()).isEqualTo(1);
            assertThat(endOf(prepare(server), server, connections::close)).isInstanceOf(IOException.class);
            server.awaitNoConnection(LONG);

            assertThatThrownBy(() -> read(prepare(server))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closesIdleConnectionsWhenAsked() throws Exception {
        try (LineServer server = LineServer.start(dialogue -> {
            dialogue.answer(HELLO);
            dialogue.awaitEnd();
        })) {
            assertThat(read(prepare(server))).isEqualTo("hello");
            connections.closeIdle();
            server.awaitNoConnection(LONG);
        }
    }

    @Test
    void anInterruptEndsAWaitAtOnce() throws Exception {
        try (LineServer server = LineServer.start(Dialogue::awaitEnd)) {
            Thread[] reader = new Thread[1];
            Exchange exchange = prepare(server);
            CompletableFuture<Object> end = new CompletableFuture<>();
            reader[0] = new Thread(() -> end.complete(ending(exchange)), "test-reader");
            reader[0].start();
            server.awaitHeads(1, LONG);
            reader[0].interrupt();
            assertThat(end.get(2, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    /** How an exchange ends that waits, after something is done that ought to end it. */
    private static Object endOf(Exchange exchange, LineServer server, Runnable ending) throws Exception {
        int before = server.heads().size();
        CompletableFuture<Object> end = CompletableFuture.supplyAsync(() -> ending(exchange));
        server.awaitHeads(before + 1, LONG);
        ending.run();
        return end.get(2, TimeUnit.SECONDS);
    }

    private static Object ending(Exchange exchange) {
        try {
            return read(exchange);
        } catch (IOException ended) {
            return ended;
        }
    }

    @Test
    void tellsAProxyTheWholeAddress() throws IOException {
        try (LineServer proxy = LineServer.start(dialogue -> dialogue.answer(HELLO))) {
            URI uri = URI.create("http://hub.invalid:8080/file");
            Request request =
                    new Request("GET", uri, Map.of("Proxy-Authorization", "Basic abc"), Optional.empty(), LONG, true);

            assertThat(read(connections.prepare(request, through(proxy, uri)))).isEqualTo("hello");
            assertThat(proxy.heads().get(0))
                    .startsWith("GET http://hub.invalid:8080/file HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: Basic abc\r\n");
        }
    }

    @Test
    void hasAProxyOpenATunnelForTls() throws IOException {
        try (LineServer proxy = LineServer.start(dialogue -> dialogue.answer("HTTP/1.1 502 Bad Gateway\r\n\r\n"))) {
            URI uri = URI.create("https://hub.invalid/file?signature=secret");
            Request request = new Request("GET", uri, Map.of("Authorization", "s"), Optional.empty(), LONG, true);

            assertThatThrownBy(() -> read(connections.prepare(request, through(proxy, uri))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Tunnel failed, got: 502");
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT hub.invalid:443 HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: Basic abc\r\n")
                    .doesNotContain("secret")
                    .doesNotContain("\r\nAuthorization");
        }
    }

    @Test
    void handsAProxysWishForAPasswordOver() throws IOException {
        try (LineServer proxy = LineServer.start(dialogue -> dialogue.answer("HTTP/1.1 407 Who\r\n\r\n"))) {
            URI uri = URI.create("https://hub.invalid/file");
            Request request = new Request("GET", uri, Map.of(), Optional.empty(), LONG, true);
            try (Exchange exchange = connections.prepare(request, through(proxy, uri))) {
                assertThat(exchange.send().statusCode()).isEqualTo(407);
                assertThat(exchange.next().hasRemaining()).isFalse();
            }
        }
    }

    private static Route through(LineServer proxy, URI uri) {
        return new Route(
                Origin.of(uri), Optional.of(new Route.Proxy("127.0.0.1", proxy.port(), Optional.of("Basic abc"))));
    }

    @Test
    void refusesFieldsThatWouldBecomeSeveral() throws IOException {
        try (LineServer server = LineServer.start(dialogue -> dialogue.answer(HELLO))) {
            for (Map<String, String> fields :
                    java.util.List.of(Map.of("X", "a\r\nY: b"), Map.of("X: a\r\nY", "b"), Map.of("", "b"))) {
                Request request = new Request("GET", server.uri("/"), fields, Optional.empty(), LONG, true);
                try (Exchange exchange =
                        connections.prepare(request, new Route(Origin.of(server.uri("/")), Optional.empty()))) {
                    assertThatThrownBy(exchange::send).isInstanceOf(IllegalArgumentException.class);
                }
            }
            assertThat(server.heads()).isEmpty();
        }
    }
}
