package dev.venom.runtime.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpTransporterLifeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void startsNoThreadBeforeTheFirstCallAndLeavesNoneAfterClose() throws Exception {
        List<Thread> before = threads(thread -> true);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"))) {
            HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
            assertThat(threads(HttpTransporterLifeTest::belongsToAClient)).isSubsetOf(before);

            transporter.exchange(TransportRequest.of(HttpCall.get(server.uri("/"))), BodyHandlers.ofString());
            assertThat(threads(thread -> thread.getName().equals("venom-http-selector") && !before.contains(thread)))
                    .hasSize(1)
                    .allMatch(Thread::isDaemon);
            List<Thread> own = threads(thread -> belongsToAClient(thread) && !before.contains(thread));
            transporter.close();
            transporter.close();

            for (Thread thread : own) {
                // A pool is terminated a moment before its last thread has left it.
                thread.join(LONG.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void endsAWaitForAnAnswerWhenClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            asked.countDown();
            Thread.currentThread().join();
        })) {
            HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
            CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> ending(() ->
                    transporter.exchange(TransportRequest.of(HttpCall.get(server.uri("/"))), BodyHandlers.ofString())));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            transporter.close();

            assertCancelled(call.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void endsABodyThatIsBeingReadWhenClosed() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
            Answers.head(out, 200, 100);
            Thread.currentThread().join();
        })) {
            HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
            ReplyBody body = transporter
                    .exchange(TransportRequest.of(HttpCall.get(server.uri("/"))), ReplyBody.handler())
                    .body();
            CompletableFuture<Object> read = CompletableFuture.supplyAsync(() -> ending(() -> body.next(LONG)));

            transporter.close();

            assertThat(read.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StalledException.class);
        }
    }

    @Test
    void refusesCallsAfterClose() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"))) {
            HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()));
            transporter.close();

            assertCancelled(ending(() ->
                    transporter.exchange(TransportRequest.of(HttpCall.get(server.uri("/"))), BodyHandlers.ofString())));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void endsTheExchangeWhenTheThreadIsInterrupted() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, out) -> {
                    try {
                        while (true) {
                            Answers.head(out, 103, -1);
                            Thread.onSpinWait();
                        }
                    } finally {
                        gone.countDown();
                    }
                });
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(server.uri("/"))), BodyHandlers.ofString()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(server.requests().isEmpty() || gone.await(20, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void timesTheHeadOfAnAnswer() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, out) -> Thread.currentThread().join());
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            TransportRequest hurried =
                    TransportRequest.of(HttpCall.get(server.uri("/"))).withHeadTimeout(Duration.ofMillis(50));

            assertThatThrownBy(() -> transporter.exchange(hurried, BodyHandlers.ofString()))
                    .isInstanceOfSatisfying(TransportException.class, broken -> {
                        assertThat(broken.problem()).isEqualTo(TransportProblem.HEAD_TIMEOUT);
                        assertThat(broken.failure().code()).isEqualTo(ErrorCode.STALLED);
                    });
        }
    }

    @Test
    void passesOnWhatTheReceiverOfABodyFailsWith() {
        try (LoopbackServer server = LoopbackServer.start((request, out) -> Answers.ok(out, "bytes"));
                HttpTransporter transporter = new HttpTransporter(TransportOptions.of(Map.of()))) {
            VenomException full = new VenomException(ErrorCode.DISK_FULL, "No room", "");

            assertThatThrownBy(() -> transporter.exchange(
                            TransportRequest.of(HttpCall.get(server.uri("/"))),
                            info -> java.net.http.HttpResponse.BodySubscribers.ofByteArrayConsumer(bytes -> {
                                throw full;
                            })))
                    .isSameAs(full);
        }
    }

    private static boolean belongsToAClient(Thread thread) {
        return thread.getName().startsWith("venom-") || thread.getName().startsWith("HttpClient-");
    }

    private static List<Thread> threads(Predicate<Thread> wanted) {
        return Thread.getAllStackTraces().keySet().stream().filter(wanted).toList();
    }

    private static Object ending(Call call) {
        try {
            return call.make();
        } catch (Exception failure) {
            return failure;
        }
    }

    private static void assertCancelled(Object ending) throws ExecutionException {
        assertThat(ending)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private interface Call {
        Object make() throws Exception;
    }
}
