package dev.venom.runtime.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OperationQueueTest {
    private static final int DOWNLOADS = 2;

    @TempDir
    private Path directory;

    private final List<VenomEvent> events = new CopyOnWriteArrayList<>();
    private EventDispatcher dispatcher;
    private OperationJournal journal;
    private OperationQueue queue;

    @BeforeEach
    void open() {
        dispatcher = new EventDispatcher();
        dispatcher.add(events::add);
        journal = new OperationJournal(directory);
        queue = newQueue();
    }

    @AfterEach
    void close() {
        queue.close();
        dispatcher.close();
    }

    @Test
    void runsOperationsOfOneLaneOneAtATimeInTheOrderOfTheirSubmission() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Operation<Integer> last = null;
        for (int number = 0; number < 8; number++) {
            int own = number;
            last = queue.submit(subject(OperationKind.REMOVE, "lane"), operation -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                order.add(own);
                atOnce.decrementAndGet();
                return own;
            });
        }
        assertThat(last.await()).isEqualTo(7);
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(most).hasValue(1);
    }

    @Test
    void letsOnlySoManyDownloadsRunAtOnce() throws InterruptedException {
        CountDownLatch twoRun = new CountDownLatch(DOWNLOADS);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        List<Operation<String>> operations = new CopyOnWriteArrayList<>();
        for (int number = 0; number < 3; number++) {
            operations.add(queue.submit(subject(OperationKind.INSTALL, "lane-" + number), operation -> {
                started.incrementAndGet();
                twoRun.countDown();
                await(release);
                return "done";
            }));
        }
        await(twoRun);
        assertThat(operations.stream().filter(each -> each.status().state() == OperationState.QUEUED))
                .hasSize(1);
        release.countDown();
        for (Operation<String> operation : operations) {
            operation.await();
        }
        assertThat(started).hasValue(3);
    }

    @Test
    void givesTheDownloadSlotOfAPausedOperationToTheNext() throws InterruptedException {
        OperationQueue narrow = new OperationQueue(
                journal, dispatcher, Clock.systemUTC(), System::nanoTime, ProcessIdentity.current(), 1);
        try {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch paused = new CountDownLatch(1);
            Operation<String> first = narrow.submit(subject(OperationKind.INSTALL, "first"), operation -> {
                begun.countDown();
                await(paused);
                operation.checkpoint();
                return "first";
            });
            await(begun);
            first.pause();
            paused.countDown();
            Operation<String> second = narrow.submit(subject(OperationKind.INSTALL, "second"), operation -> "second");
            assertThat(second.await()).isEqualTo("second");
            assertThat(first.status().state()).isEqualTo(OperationState.PAUSED);
            first.resume();
            assertThat(first.await()).isEqualTo("first");
        } finally {
            narrow.close();
        }
    }

    @Test
    void endsAQueuedOperationThatIsCancelledWithoutRunningIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Operation<String> first = queue.submit(subject(OperationKind.REMOVE, "lane"), operation -> {
            await(release);
            return "first";
        });
        AtomicInteger ran = new AtomicInteger();
        Operation<Integer> second =
                queue.submit(subject(OperationKind.REMOVE, "lane"), operation -> ran.incrementAndGet());
        second.cancel();
        assertThatThrownBy(second::await)
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(second.status().state()).isEqualTo(OperationState.CANCELLED);
        release.countDown();
        assertThat(first.await()).isEqualTo("first");
        assertThat(ran).hasValue(0);
    }

    @Test
    void sendsExactlyOneTerminalEventAndSendsItLast() throws InterruptedException {
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            context.total(100);
            context.step("download", () -> context.done(60));
            return "done";
        });
        operation.await();
        dispatcher.close();
        List<OperationState> states = events.stream()
                .map(event -> ((OperationEvent) event).status().state())
                .toList();
        assertThat(states).filteredOn(OperationState::isTerminal).containsExactly(OperationState.SUCCEEDED);
        assertThat(states.get(states.size() - 1)).isEqualTo(OperationState.SUCCEEDED);
        assertThat(states.get(0)).isEqualTo(OperationState.QUEUED);
    }

    @Test
    void neverShowsProgressThatGoesBackwards() throws InterruptedException {
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            context.total(100);
            context.done(60);
            context.done(20);
            assertThat(context.id()).isNotNull();
            return "done";
        });
        operation.await();
        dispatcher.close();
        List<Long> done = events.stream()
                .map(event -> ((OperationEvent) event).status().progress().doneBytes())
                .toList();
        assertThat(done).isSorted();
        assertThat(operation.status().progress().doneBytes()).isEqualTo(100);
    }

    @Test
    void keepsWhatWentWrongAsTheCause() throws Exception {
        IllegalStateException defect = new IllegalStateException("of a plug-in");
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            throw defect;
        });

        assertThatThrownBy(operation::await).hasRootCause(defect);
        BlockingQueue<Throwable> seen = new LinkedBlockingQueue<>();
        operation.completion().whenComplete((result, failure) -> seen.add(failure));
        assertThat(seen.take()).isInstanceOf(VenomException.class).hasCause(defect);
    }

    @Test
    void handsOutStagesThatTheirOwnersMayComplete() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Operation<String> operation = queue.submit(subject(OperationKind.REMOVE, "lane"), context -> {
            await(release);
            return "done";
        });
        operation.completion().toCompletableFuture().complete("forged");
        release.countDown();

        assertThat(operation.await()).isEqualTo("done");
        assertThat(operation.completion().toCompletableFuture().get()).isEqualTo("done");
    }

    @Test
    void waitsNoLongerThanItsCallerLikesAndGoesOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Operation<String> operation = queue.submit(subject(OperationKind.REMOVE, "lane"), context -> {
            await(release);
            return "done";
        });

        assertThatThrownBy(() -> operation.await(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        release.countDown();
        assertThat(operation.await(Duration.ofSeconds(30))).isEqualTo("done");
    }

    @Test
    void turnsADefectIntoAnInternalFailureThatNamesItsClass() {
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            throw new IllegalStateException("secret detail");
        });
        assertThatThrownBy(operation::await).isInstanceOfSatisfying(VenomException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failure).hasMessageContaining("IllegalStateException");
        });
    }

    @Test
    void reachesAnOperationOfAnotherManagerThroughItsControlFile() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            begun.countDown();
            awaitInterrupt(context);
            context.checkpoint();
            return "not reached";
        });
        await(begun);
        OperationQueue other = newQueue();
        try {
            Operation<?> followed = other.registry().follow(operation.id());
            followed.cancel();
            assertThatThrownBy(followed::await).hasMessageContaining("cancelled");
            assertThatThrownBy(operation::await).hasMessageContaining("cancelled");
        } finally {
            other.close();
        }
    }

    @Test
    void leavesAnOperationOpenInItsJournalWhenTheQueueCloses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Operation<String> operation = queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            begun.countDown();
            awaitInterrupt(context);
            context.checkpoint();
            return "not reached";
        });
        await(begun);
        queue.close();
        assertThatThrownBy(operation::await).hasMessageContaining("interrupted");
        OperationRecord record = journal.find(operation.id()).orElseThrow();
        assertThat(record.isAbandoned()).isTrue();
        assertThat(record.status().state()).isEqualTo(OperationState.INTERRUPTED);
        assertThat(record.reported()).isEqualTo(record.status());
    }

    @Test
    void leavesAnOperationOpenThatHasNotHadItsTurn() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        queue.submit(subject(OperationKind.INSTALL, "lane"), context -> {
            begun.countDown();
            awaitInterrupt(context);
            context.checkpoint();
            return "not reached";
        });
        await(begun);
        Operation<String> waiting = queue.submit(subject(OperationKind.REMOVE, "lane"), context -> "not reached");
        queue.close();

        assertThatThrownBy(waiting::await)
                .hasMessageContaining("interrupted")
                .hasMessageContaining(waiting.id().value());
        assertThat(waiting.status().state()).isEqualTo(OperationState.INTERRUPTED);
        assertThat(journal.find(waiting.id()).orElseThrow().reported().failure())
                .isEqualTo(waiting.status().failure());
    }

    @Test
    void leavesWhatNobodyCanCancelToTheNextProcessWhenTheQueueCloses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Operation<String> operation = queue.submit(subject(OperationKind.ACTIVATE, "lane"), context -> {
            WorkContext undoing = context.uninterruptible();
            return undoing.step("roll back", () -> {
                begun.countDown();
                awaitInterrupt(undoing);
                undoing.checkpoint();
                return "not reached";
            });
        });
        await(begun);
        operation.cancel();
        assertThat(operation.status().state()).isEqualTo(OperationState.RUNNING);
        queue.close();

        OperationStatus left = journal.find(operation.id()).orElseThrow().status();
        assertThat(left.state()).isEqualTo(OperationState.INTERRUPTED);
        assertThat(left.steps()).extracting(Step::state).containsExactly(Step.State.INTERRUPTED);
    }

    @Test
    void listsTheNewestOperationFirst() throws InterruptedException {
        Operation<String> first = queue.submit(subject(OperationKind.REMOVE, "lane"), context -> "first");
        Operation<String> second = queue.submit(subject(OperationKind.REMOVE, "lane"), context -> "second");
        second.await();
        assertThat(queue.registry().statuses().stream().map(OperationStatus::id))
                .containsExactly(second.id(), first.id());
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        queue.submit(subject(OperationKind.INSTALL, "lane"), context -> "done").await();
        queue.close();
        dispatcher.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("venom-operation")
                    || thread.getName().equals("venom-events")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private OperationQueue newQueue() {
        return new OperationQueue(
                journal, dispatcher, Clock.systemUTC(), System::nanoTime, ProcessIdentity.current(), DOWNLOADS);
    }

    private static OperationSubject subject(OperationKind kind, String lane) {
        return new OperationSubject(
                kind,
                Optional.of(ModelRef.parse("hf:org/" + lane)),
                Optional.empty(),
                lane,
                Json.object().put("ref", "hf:org/" + lane),
                Optional.empty());
    }

    @SuppressWarnings("try")
    private static void awaitInterrupt(WorkContext context) {
        CountDownLatch woken = new CountDownLatch(1);
        try (ProgressSink.Registration registration = context.onInterrupt(woken::countDown)) {
            await(woken);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
