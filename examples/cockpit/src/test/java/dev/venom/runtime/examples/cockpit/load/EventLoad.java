package dev.venom.runtime.examples.cockpit.load;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Progress;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.spi.OperationListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Events at an even pace: of fifty, forty tell of the progress of eight downloads, eight of the memory of four runtimes,
 * one of a download that ended, and one of the next that began.
 */
public final class EventLoad implements AutoCloseable {
    /** What one round of events has of each. */
    private static final int ROUND = 50;

    private static final int DOWNLOADS = 8;
    private static final int RUNTIMES = 4;
    private static final long TOTAL_BYTES = 4_200_000_000L;
    private static final Instant BEGUN = Instant.now();

    private final OperationListener listener;
    private final ScheduledExecutorService thread;
    private long sent;
    private int oldest;

    private EventLoad(OperationListener listener) {
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "venom-test-events"));
    }

    /** Begins to send so many a second. */
    public static EventLoad start(OperationListener listener, int perSecond) {
        EventLoad load = new EventLoad(listener);
        load.thread.scheduleAtFixedRate(load::next, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        return load;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void next() {
        int place = (int) (sent++ % ROUND);
        if (place == 0) {
            listener.onEvent(operation(oldest++, OperationState.SUCCEEDED, OperationEvent.Change.TRANSITION));
        } else if (place == 1) {
            listener.onEvent(
                    operation(oldest + DOWNLOADS - 1, OperationState.RUNNING, OperationEvent.Change.TRANSITION));
        } else if (place % 6 == 0) {
            listener.onEvent(runtime((int) (sent % RUNTIMES)));
        } else {
            int download = oldest + (int) (sent % DOWNLOADS);
            listener.onEvent(operation(download, OperationState.RUNNING, OperationEvent.Change.PROGRESS));
        }
    }

    private OperationEvent operation(int number, OperationState state, OperationEvent.Change change) {
        long done = state.isTerminal() ? TOTAL_BYTES : TOTAL_BYTES / 1_000 * (sent % 1_000);
        OperationStatus status = new OperationStatus(
                new OperationId("20261127-1200%06d".formatted(number)),
                OperationKind.INSTALL,
                Optional.of(LargeLibrary.reference(number)),
                Optional.empty(),
                state,
                "downloading",
                new Progress(
                        done, TOTAL_BYTES, OptionalLong.of(80_000_000 + sent), Optional.of(Duration.ofSeconds(30))),
                List.of(
                        new Step("resolve", Step.State.SUCCEEDED, Duration.ofMillis(120)),
                        new Step("admit", Step.State.SUCCEEDED, Duration.ofMillis(15)),
                        new Step("download", Step.State.RUNNING, Duration.ofMillis(20 * sent))),
                List.of(),
                Optional.empty(),
                BEGUN,
                Optional.of(BEGUN),
                state.isTerminal() ? Optional.of(Instant.now()) : Optional.empty(),
                Optional.empty());
        return new OperationEvent(Instant.now(), change, status);
    }

    private RuntimeEvent runtime(int number) {
        RuntimeStatus status = new RuntimeStatus(
                "runtime-" + number,
                "ollama",
                RuntimeState.ONLINE,
                BEGUN,
                "it answers",
                List.of(),
                "process",
                true,
                Optional.of(LargeLibrary.reference(number)),
                new ResourceUsage(
                        OptionalLong.of((500L + sent % 300) << 20),
                        Optional.of("pss"),
                        OptionalLong.of((4_000L + sent % 100) << 20),
                        OptionalDouble.empty()),
                Optional.of(Duration.between(BEGUN, Instant.now())),
                0,
                List.of());
        return new RuntimeEvent(Instant.now(), status);
    }
}
