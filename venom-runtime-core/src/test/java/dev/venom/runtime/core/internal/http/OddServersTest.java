package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are odd and honest, at names that only containers have. */
@Timeout(30)
class OddServersTest {
    private static final URI CONTAINER = URI.create("http://my_hub.1:8080/files?x=1");

    private static HttpTransporter wireThrough(String variable, LoopbackServer proxy) {
        return new HttpTransporter(TransportOptions.of(Map.of(variable, "http://me:pw@127.0.0.1:" + proxy.port())));
    }

    @Test
    void asksHostsThatTheJdkHasNoNameFor() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> Answers.ok(out, "content"));
                HttpTransporter transporter = wireThrough("HTTP_PROXY", proxy)) {
            HttpCall call = HttpCall.get(CONTAINER)
                    .withHeader("X-Own", "1")
                    .withCredential(Credential.bearer(Origin.of(CONTAINER), "hf_secret"));
            TransportResponse<String> response = transporter.exchange(
                    TransportRequest.of(call).withRange(ByteRange.of(0, 7)), BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("content");
            LoopbackServer.Request asked = proxy.requests().get(0);
            assertThat(asked.target()).isEqualTo(CONTAINER.toString());
            assertThat(asked.headers())
                    .containsEntry("host", "my_hub.1:8080")
                    .containsEntry("range", "bytes=0-6")
                    .containsEntry("x-own", "1")
                    .containsEntry("authorization", "Bearer hf_secret")
                    .containsEntry("proxy-authorization", "Basic bWU6cHc=")
                    .containsEntry("accept-encoding", "identity");
        }
    }

    @Test
    void sendsBodiesThere() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start(
                        (request, out) -> Answers.ok(out, new String(request.body(), StandardCharsets.UTF_8)));
                HttpTransporter transporter = wireThrough("HTTP_PROXY", proxy)) {
            HttpCall call = HttpCall.of("POST", CONTAINER).withJson("{\"model\":\"m\"}");

            assertThat(transporter
                            .exchange(TransportRequest.of(call), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"model\":\"m\"}");
            assertThat(proxy.requests().get(0).method()).isEqualTo("POST");
        }
    }

    @Test
    void followsRedirectsThereWithoutTheCredential() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> {
                    if (request.target().startsWith("http://hub.invalid")) {
                        Answers.redirect(out, 302, "http://cdn_1/blob");
                    } else {
                        Answers.ok(out, "from the store");
                    }
                });
                HttpTransporter transporter = wireThrough("HTTP_PROXY", proxy)) {
            URI hub = URI.create("http://hub.invalid/file");
            HttpCall call = HttpCall.get(hub).withCredential(Credential.bearer(Origin.of(hub), "hf_secret"));

            assertThat(transporter
                            .exchange(TransportRequest.of(call), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("from the store");
            assertThat(proxy.requests().get(1).headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void tunnelsToThemForHttps() {
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> Answers.status(out, 403, "no"));
                HttpTransporter transporter = wireThrough("HTTPS_PROXY", proxy)) {
            TransportException broken = catchThrowableOfType(
                    TransportException.class,
                    () -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(URI.create("https://my_hub/file?secret"))),
                            BodyHandlers.ofString()));

            assertThat(broken.problem()).isEqualTo(TransportProblem.PROXY);
            assertThat(proxy.requests().get(0).target()).isEqualTo("my_hub:443");
        }
    }

    @Test
    void asksThroughProxiesThatTheJdkHasNoNameFor() {
        try (HttpTransporter transporter =
                new HttpTransporter(TransportOptions.of(Map.of("HTTP_PROXY", "http://my_proxy.invalid_:3128")))) {
            TransportException broken = catchThrowableOfType(
                    TransportException.class,
                    () -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(URI.create("http://hub.invalid/file"))),
                            BodyHandlers.ofString()));

            assertThat(broken.problem()).isEqualTo(TransportProblem.UNKNOWN_HOST);
            assertThat(broken).hasMessageContaining("my_proxy.invalid_:3128");
        }
    }

    @Test
    void saysWhatIsWrongWithThem() {
        try (LoopbackServer silent = LoopbackServer.start((request, out) -> request.awaitEnd());
                LoopbackServer mute = LoopbackServer.start((request, out) -> out.flush());
                HttpTransporter slow = wireThrough("HTTP_PROXY", silent);
                HttpTransporter broken = wireThrough("HTTP_PROXY", mute);
                HttpTransporter alone = new HttpTransporter(TransportOptions.of(Map.of()))) {
            TransportRequest request =
                    TransportRequest.of(HttpCall.get(CONTAINER)).withHeadTimeout(Duration.ofMillis(200));

            assertThat(problem(slow, request)).isEqualTo(TransportProblem.HEAD_TIMEOUT);
            assertThat(problem(broken, request)).isEqualTo(TransportProblem.BROKEN);
            assertThat(problem(alone, TransportRequest.of(HttpCall.get(URI.create("http://no_such.host_/")))))
                    .isEqualTo(TransportProblem.UNKNOWN_HOST);
        }
    }

    private static TransportProblem problem(HttpTransporter transporter, TransportRequest request) {
        return catchThrowableOfType(
                        TransportException.class, () -> transporter.exchange(request, BodyHandlers.ofString()))
                .problem();
    }

    @Test
    void endsWhatIsUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (LoopbackServer proxy = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 1_000);
            asked.countDown();
            request.awaitEnd();
        })) {
            HttpTransporter transporter = wireThrough("HTTP_PROXY", proxy);
            Thread closer = new Thread(() -> {
                try {
                    asked.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                transporter.close();
            });
            closer.start();

            assertThatThrownBy(() ->
                            transporter.exchange(TransportRequest.of(HttpCall.get(CONTAINER)), BodyHandlers.ofString()))
                    .isInstanceOf(Exception.class);
            closer.join();
        }
    }

    @Test
    void chunksCountBeforeALength() throws Exception {
        String content = "{\"a\":\"" + "x".repeat(5_000) + "\"}";
        try (LoopbackServer server = LoopbackServer.start((request, out) -> chunked(out, content));
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            MetadataTransport transport = new MetadataTransport(transporter, MetadataOptions.standard());

            assertThat(transport.send(HttpCall.get(server.uri("/"))).text()).isEqualTo(content);
            assertThat(transport.send(HttpCall.get(server.uri("/"))).text()).isEqualTo(content);
            assertThat(server.requests()).hasSize(3);
        }
    }

    private static void chunked(OutputStream out, String content) throws IOException {
        Answers.head(out, 200, content.length(), "Transfer-Encoding: chunked");
        int half = content.length() / 2;
        for (String chunk : new String[] {content.substring(0, half), content.substring(half)}) {
            out.write((Integer.toHexString(chunk.length()) + ";e=1\r\n" + chunk + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\nTrailer: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @ParameterizedTest
    @CsvSource({"gzip", "x-gzip", "deflate", "'identity, gzip'", "GZIP"})
    void undoesPackingThatNobodyAskedFor(String coding) {
        byte[] packed = packed("{\"a\":1}", coding);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
                    Answers.head(out, 200, packed.length, "Content-Encoding: " + coding);
                    out.write(packed);
                });
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            assertThat(new MetadataTransport(transporter, MetadataOptions.standard())
                            .send(HttpCall.get(server.uri("/")))
                            .text())
                    .isEqualTo("{\"a\":1}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "utf-8", "aws-chunked", "none", ""})
    void takesWhatIsNotPackedAsItIsWhateverItsLabel(String coding) {
        try (LoopbackServer server =
                        LoopbackServer.start((request, out) -> Answers.ok(out, "{}", "Content-Encoding: " + coding));
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            assertThat(new MetadataTransport(transporter, MetadataOptions.standard())
                            .send(HttpCall.get(server.uri("/")))
                            .text())
                    .isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip"})
    void namesPackingThatItCannotUndo(String coding) {
        try (LoopbackServer server =
                        LoopbackServer.start((request, out) -> Answers.ok(out, "{}", "Content-Encoding: " + coding));
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            assertThatThrownBy(() -> new MetadataTransport(transporter, MetadataOptions.standard())
                            .send(HttpCall.get(server.uri("/"))))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
        }
    }

    private static byte[] packed(String text, String coding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing =
                coding.equals("deflate") ? new DeflaterOutputStream(bytes) : new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
