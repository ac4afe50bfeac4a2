package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetadataStreamTest {
    private final HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
    private final MetadataTransport transport = new MetadataTransport(transporter, MetadataOptions.standard());
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void close() {
        transporter.close();
    }

    @Test
    void handsOverEachLineAsItArrivesOnTheCallingThread() {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, -1);
            out.write("{\"status\":\"pulling\"}\n{\"sta".getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (firstSeen.await(20, TimeUnit.SECONDS)) {
                out.write("tus\":\"zażółć\"}\r\n\nlast".getBytes(StandardCharsets.UTF_8));
            }
        })) {
            Thread caller = Thread.currentThread();
            ReplyHead head = transport.stream(HttpCall.get(server.uri("/")), line -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                lines.add(line);
                firstSeen.countDown();
            });

            assertThat(head.status()).isEqualTo(200);
            assertThat(lines).containsExactly("{\"status\":\"pulling\"}", "{\"status\":\"zażółć\"}", "", "last");
        }
    }

    @Test
    void slowsTheServerDownWhileALineIsHandled() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch blocked = new CountDownLatch(1);
        long total = 64L << 20;
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, total);
            byte[] piece = "0123456789abcde\n".repeat(4096).getBytes(StandardCharsets.US_ASCII);
            while (written.get() < total) {
                out.write(piece);
                written.addAndGet(piece.length);
            }
            blocked.countDown();
        })) {
            AtomicLong seen = new AtomicLong();
            transport.stream(HttpCall.get(server.uri("/")), line -> {
                if (seen.incrementAndGet() == 1) {
                    assertThat(blocked.getCount()).isEqualTo(1);
                    assertThat(awaitStandstill(written)).isLessThan(total / 2);
                }
            });
            assertThat(seen).hasValue(total / 16);
        }
    }

    @Test
    void handsOverTheBodyOfAnErrorTooAndDoesNotTryAgain() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.status(out, 503, "{\"error\":\"busy\"}"))) {
            ReplyHead head = transport.stream(HttpCall.get(server.uri("/")), lines::add);

            assertThat(head.status()).isEqualTo(503);
            assertThat(lines).containsExactly("{\"error\":\"busy\"}");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void isNotBoundByTheLimitOfAWholeAnswer() {
        try (LoopbackServer server =
                LoopbackServer.start((request, out) -> Answers.ok(out, "0123456789\n".repeat(1000)))) {
            transport.stream(HttpCall.get(server.uri("/")).withMaxReplyBytes(100), lines::add);

            assertThat(lines).hasSize(1000);
        }
    }

    @Test
    void refusesALineThatIsTooLong() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, -1);
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 20; sent++) {
                out.write(piece);
            }
        })) {
            assertThat(failureOf(HttpCall.get(server.uri("/"))).code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void callsASilentStreamStalledAfterTheCallsOwnPatience() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, -1);
            out.write("first\n".getBytes(StandardCharsets.US_ASCII));
            Thread.currentThread().join();
        })) {
            HttpCall call = HttpCall.get(server.uri("/")).withTimeout(Duration.ofMillis(200));

            assertThat(failureOf(call).code()).isEqualTo(ErrorCode.STALLED);
            assertThat(lines).containsExactly("first");
        }
    }

    @Test
    void callsAStreamThatBreaksANetworkFailure() {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 100);
            out.write("first\nsec".getBytes(StandardCharsets.US_ASCII));
            // The end of a connection may overtake what came before it
            firstSeen.await(20, TimeUnit.SECONDS);
        })) {
            VenomException failure = catchThrowableOfType(
                    VenomException.class,
                    () -> transport.stream(HttpCall.get(server.uri("/")), line -> {
                        lines.add(line);
                        firstSeen.countDown();
                    }));

            assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK);
            assertThat(lines).containsExactly("first");
        }
    }

    @Test
    void endsWithWhatTheReceiverThrows() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, -1);
            try {
                while (true) {
                    out.write("line\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
                }
            } finally {
                ended.countDown();
            }
        })) {
            IllegalStateException enough = new IllegalStateException("enough");

            assertThatThrownBy(() -> transport.stream(HttpCall.get(server.uri("/")), line -> {
                        throw enough;
                    }))
                    .isSameAs(enough);
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private VenomException failureOf(HttpCall call) {
        return catchThrowableOfType(VenomException.class, () -> transport.stream(call, lines::add));
    }

    /** What has been written once socket buffers are full; a server that is not slowed down gets to the end. */
    private static long awaitStandstill(AtomicLong written) {
        long before = -1;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        long lastChange = System.nanoTime();
        while (System.nanoTime() < deadline && System.nanoTime() - lastChange < TimeUnit.MILLISECONDS.toNanos(300)) {
            if (written.get() != before) {
                before = written.get();
                lastChange = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return before;
    }
}
