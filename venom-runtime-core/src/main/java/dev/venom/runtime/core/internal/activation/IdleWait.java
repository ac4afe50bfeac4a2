package dev.venom.runtime.core.internal.activation;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import dev.venom.runtime.spi.runtime.Activity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits until a runtime is idle. One that finishes its requests when it is stopped is idle once nothing runs or waits; for
 * another, whose stop would cut what came meanwhile, that has to be so twice, with no work done in between. Confined to
 * one thread.
 */
final class IdleWait {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final KnownRuntime runtime;
    private final LongSupplier nanoTicker;
    private final WorkContext operation;
    private Optional<Quiet> quiet = Optional.empty();
    private String told = "";

    IdleWait(KnownRuntime runtime, LongSupplier nanoTicker, WorkContext operation) {
        this.runtime = runtime;
        this.nanoTicker = nanoTicker;
        this.operation = operation;
    }

    /**
     * Waits.
     *
     * @throws VenomException RUNTIME_BUSY if it is not idle within the runtime's limit
     */
    void await() {
        Duration limit = runtime.spec().drainTimeout();
        long begin = nanoTicker.getAsLong();
        while (true) {
            operation.checkpoint();
            Activity activity = runtime.driver().activity(runtime.context());
            if (activity.runningRequests().isEmpty()) {
                operation.log("the runtime does not tell how busy it is");
                return;
            }
            long busy = activity.runningRequests().getAsLong()
                    + activity.waitingRequests().orElse(0);
            if (isIdle(busy, activity.workCounter())) {
                return;
            }
            if (nanoTicker.getAsLong() - begin >= limit.toNanos()) {
                throw stillBusy(busy, limit);
            }
            tell(busy);
            pause();
        }
    }

    private boolean isIdle(long busy, OptionalLong work) {
        if (busy > 0) {
            quiet = Optional.empty();
            return false;
        }
        if (runtime.driver().finishesRequestsOnStop(runtime.spec())) {
            return true;
        }
        long now = nanoTicker.getAsLong();
        if (quiet.filter(since -> since.work().equals(work)).isEmpty()) {
            quiet = Optional.of(new Quiet(now, work));
        }
        return now - quiet.orElseThrow().sinceNanos() >= QUIET.toNanos();
    }

    private void tell(long busy) {
        String line = busy > 0 ? "waiting for " + busy + " requests" : "waiting for one quiet second";
        if (!line.equals(told)) {
            told = line;
            operation.log(line);
        }
    }

    private VenomException stillBusy(long busy, Duration limit) {
        return new VenomException(
                ErrorCode.RUNTIME_BUSY,
                "The runtime " + runtime.id() + " is not idle after " + limit.toSeconds() + " s: " + busy
                        + " requests are being answered or wait. Nothing has changed.",
                "Try again later, or do not wait: --drain kill.");
    }

    @SuppressWarnings("try")
    private void pause() {
        Semaphore woken = new Semaphore(0);
        try (Registration registration = operation.onInterrupt(woken::release)) {
            if (woken.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                operation.checkpoint();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The wait was interrupted.", "", interrupted);
        }
    }

    private record Quiet(long sinceNanos, OptionalLong work) {}
}
