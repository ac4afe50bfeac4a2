package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MetadataTransportTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ManualTime time = new ManualTime();
    private final HttpTransporter transporter =
            new HttpTransporter(TransportOptions.of(Map.of()).withTime(time, time));
    private final MetadataTransport transport = new MetadataTransport(
            transporter,
            MetadataOptions.standard()
                    .withTime(time, time)
                    .withBackoff(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), () -> 1)));

    @AfterEach
    void close() {
        transporter.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainAfterAStatusThatPasses(int status) {
        AtomicInteger calls = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, out) ->
                Answers.status(out, calls.incrementAndGet() < 4 ? status : 200, "answer " + calls.get()))) {
            assertThat(get(server.uri("/")).text()).isEqualTo("answer 4");

            assertThat(time.waits())
                    .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 400, 401, 403, 404, 416})
    void leavesOtherStatusesToTheCaller(int status) {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, status, ""))) {
            assertThat(get(server.uri("/")).head().status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void givesUpAfterThirtySecondsOfServerErrors() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, 502, "oops"))) {
            VenomException failure = failureOf(HttpCall.get(server.uri("/api?token=secret")));

            assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(failure).hasMessage(server.uri("/api") + " answered with status 502");
            assertThat(time.instant()).isEqualTo(ManualTime.START.plusSeconds(30));
        }
    }

    @Test
    void callsALasting429RateLimited() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, 429, ""))) {
            assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(time.instant()).isEqualTo(ManualTime.START.plusSeconds(30));
        }
    }

    @Test
    void doesNotCountWaitsThatTheServerNames() {
        AtomicInteger calls = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            if (calls.incrementAndGet() <= 3) {
                Answers.status(out, 429, "", "Retry-After: 100");
            } else {
                Answers.ok(out, "answer");
            }
        })) {
            assertThat(get(server.uri("/")).text()).isEqualTo("answer");
            assertThat(time.waits()).hasSize(3).containsOnly(Duration.ofSeconds(100));
        }
    }

    @Test
    void doesNotLetAServerPutACallOffForEver() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.status(out, 429, "", "Retry-After: 100"))) {
            assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(time.instant()).isEqualTo(ManualTime.START.plusSeconds(600));
        }
    }

    @Test
    void failsAtOnceWhenTheServerAsksForMoreThanTenMinutes() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.status(out, 503, "", "Retry-After: 601"))) {
            VenomException failure = failureOf(HttpCall.get(server.uri("/")));

            assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(failure).hasMessageContaining("601 s");
            assertThat(time.waits()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void waitsForANewWindowBeforeThereIsA429() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.ok(out, "answer", "RateLimit: \"api\";r=0;t=55"))) {
            get(server.uri("/first"));
            assertThat(time.waits()).isEmpty();

            get(server.uri("/second"));
            assertThat(time.waits()).containsExactly(Duration.ofSeconds(56));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void makesCallsThatChangeSomethingOnce(String method) {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(out, 503, ""))) {
            HttpCall call = HttpCall.of(method, server.uri("/")).withJson("{}");

            assertThat(failureOf(call).code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void repeatsWhatTheServerSaysAboutAnErrorOfItsOwn() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.status(
                out,
                500,
                "{\"error\":\"unable to load model\\n see https://cdn.example/x?sig=secret\"}",
                "Content-Type: application/json"))) {
            HttpCall call = HttpCall.of("POST", server.uri("/api/show")).withJson("{}");

            assertThat(failureOf(call))
                    .hasMessageContaining("unable to load model")
                    .hasMessageContaining("https://cdn.example/x")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void triesThreeTimesWhereTheConnectionIsRefused() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failureOf(HttpCall.get(URI.create("http://127.0.0.1:" + port + "/")))
                        .code())
                .isEqualTo(ErrorCode.NETWORK);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void triesThreeTimesWhereTheHostIsUnknown() {
        assertThat(failureOf(HttpCall.get(URI.create("http://no-such-host.invalid/")))
                        .code())
                .isEqualTo(ErrorCode.NETWORK);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void asksAgainAfterABodyThatBroke() {
        AtomicInteger calls = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 6);
            out.write((calls.incrementAndGet() == 1 ? "ans" : "answer").getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(get(server.uri("/")).text()).isEqualTo("answer");
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void givesUpOnBodiesThatAlwaysBreakAlthoughBytesArrive() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 6);
            out.write('a');
        })) {
            assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.NETWORK);
            // Where the end overtakes the head, the client sees a broken connection, which counts otherwise
            assertThat(server.requests()).hasSizeBetween(5, 12);
        }
    }

    @Test
    void callsASilentBodyStalled() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 6);
            out.write('a');
            Thread.currentThread().join();
        })) {
            VenomException failure =
                    failureOf(HttpCall.get(server.uri("/api?token=secret")).withTimeout(SHORT));

            assertThat(failure.code()).isEqualTo(ErrorCode.STALLED);
            assertThat(failure).hasMessageContaining(server.uri("/api").toString());
            assertThat(failure).hasMessageNotContaining("secret");
        }
    }

    @Test
    void callsAMissingAnswerStalled() {
        MetadataTransport real = new MetadataTransport(transporter, MetadataOptions.standard());
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Thread.currentThread().join())) {
            HttpCall call = HttpCall.get(server.uri("/")).withTimeout(SHORT);

            assertThat(catchThrowableOfType(VenomException.class, () -> real.send(call))
                            .code())
                    .isEqualTo(ErrorCode.STALLED);
        }
    }

    @Test
    void refusesAnAnnouncedLengthThatIsTooLongWithoutReading() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 100L << 20);
            Thread.currentThread().join();
        })) {
            assertThat(failureOf(HttpCall.get(server.uri("/")).withMaxReplyBytes(1000)))
                    .hasMessageContaining("more than 1000 bytes");
        }
    }

    @Test
    void cutsAnAnswerThatTurnsOutTooLongAndEndsItsConnection() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, -1);
            try {
                writeEndlessly(out, written);
            } finally {
                ended.countDown();
            }
        })) {
            VenomException failure = failureOf(HttpCall.get(server.uri("/")).withMaxReplyBytes(1 << 20));

            assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(written).hasValueLessThan(100L << 20);
        }
    }

    @Test
    void readsTheHeadOfAHugeFile() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.head(out, 200, 1L << 40))) {
            HttpReply reply = transport.send(HttpCall.of("HEAD", server.uri("/")));

            assertThat(reply.head().headers().number("Content-Length")).hasValue(1L << 40);
        }
    }

    @Test
    void decodesGzipThatNobodyAskedForWithinTheLimit() throws IOException {
        byte[] small = gzip(new byte[1000]);
        byte[] bomb = gzip(new byte[10 << 20]);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            byte[] body = request.target().equals("/bomb") ? bomb : small;
            Answers.head(out, 200, body.length, "Content-Encoding: gzip");
            out.write(body);
        })) {
            assertThat(get(server.uri("/small")).body()).isEqualTo(new byte[1000]);
            assertThat(failureOf(HttpCall.get(server.uri("/bomb")).withMaxReplyBytes(1 << 20)))
                    .hasMessageContaining("more than");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip"})
    void refusesEncodingsThatItCannotUndo(String encoding) {
        try (LoopbackServer server = LoopbackServer.start(
                (request, out) -> Answers.ok(out, "not in that encoding", "Content-Encoding: " + encoding))) {
            assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        }
    }

    @Test
    void refusesWhatIsPackedAndDamagedOrCutOff() throws IOException {
        byte[] damaged = gzip(new byte[100_000]);
        damaged[20] ^= 0x55;
        byte[] whole = gzip("x".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);
        for (byte[] body : java.util.List.of(damaged, cut)) {
            try (LoopbackServer server = LoopbackServer.start((request, out) -> {
                Answers.head(out, 200, body.length, "Content-Encoding: gzip");
                out.write(body);
            })) {
                assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            }
        }
    }

    @Test
    void isCancelledByAnInterruptAndKeepsTheFlag() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<VenomException> failure = new CompletableFuture<>();
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 6);
            reading.countDown();
            Thread.currentThread().join();
        })) {
            Thread caller = new Thread(() -> {
                failure.complete(failureOf(HttpCall.get(server.uri("/"))));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(failure.get(20, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesAddressesThatAreNotHttp() {
        assertThatThrownBy(() -> get(URI.create("file:///etc/passwd")))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private HttpReply get(URI uri) {
        return transport.send(HttpCall.get(uri));
    }

    private VenomException failureOf(HttpCall call) {
        return catchThrowableOfType(VenomException.class, () -> transport.send(call));
    }

    private static void writeEndlessly(OutputStream out, AtomicLong written) throws IOException {
        byte[] piece = new byte[64 << 10];
        while (written.get() < 100L << 20) {
            out.write(piece);
            written.addAndGet(piece.length);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
