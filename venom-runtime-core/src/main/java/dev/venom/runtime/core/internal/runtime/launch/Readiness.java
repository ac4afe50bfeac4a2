package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a runtime that was started is proved ready, or is known to fail. What it writes while it does not
 * answer yet is progress; what it writes once it answers is not, for that may be about our own questions.
 * Confined to one thread.
 */
final class Readiness {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final KnownRuntime runtime;
    private final SupervisedRuntime handle;
    private final DriverContext context;
    private final Proof proof;
    private final StartLog log;
    private final Patience patience;
    private final WorkContext operation;
    private final int restartsBefore;
    private String lastWord = "it did not answer";
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    Readiness(
            KnownRuntime runtime,
            SupervisedRuntime handle,
            DriverContext context,
            Proof proof,
            StartLog log,
            Patience patience,
            WorkContext operation) {
        this.runtime = runtime;
        this.handle = handle;
        this.context = context;
        this.proof = proof;
        this.log = log;
        this.patience = patience;
        this.operation = operation;
        this.restartsBefore = handle.observe().restarts();
    }

    void await() {
        while (!isProved()) {
            requireHope();
            if (patience.isOver()) {
                throw unproved("It was not ready after " + patience.elapsed().toSeconds() + " s: " + lastWord + ".");
            }
            pause();
        }
        requireLasting();
    }

    /** One that dies of its first request may answer it. Whoever wants to know better lets it soak. */
    private void requireLasting() {
        Duration soak = runtime.spec().soakTime();
        Optional<ProcessRef> leader = leader(handle.observe());
        Patience soaking = patience.anew(soak);
        pauseMillis = FIRST_PAUSE_MILLIS;
        do {
            if (!soak.isZero()) {
                pause();
            }
            operation.checkpoint();
            Observation now = handle.observe();
            requireAlive(now);
            if (!leader(now).equals(leader)) {
                throw unproved("It ended after its first token, and was started again.");
            }
        } while (!soaking.isOver());
        HealthReport report = runtime.driver().health(context);
        operation.checkpoint();
        if (report.health() != Health.HEALTHY) {
            throw unproved("It was not well any more after its first token: " + report.detail() + ".");
        }
    }

    private static Optional<ProcessRef> leader(Observation seen) {
        return seen.processes().stream().findFirst();
    }

    private boolean isProved() {
        operation.checkpoint();
        Observation now = handle.observe();
        requireAlive(now);
        HealthReport report = runtime.driver().health(context);
        operation.checkpoint();
        patience.note(List.of(
                now.phase(), now.restarts(), report.health(), report.health() == Health.UNREACHABLE ? log.size() : 0));
        if (report.health() != Health.HEALTHY) {
            lastWord = report.detail();
            return false;
        }
        proof.contradiction(report).ifPresent(what -> {
            throw unproved(what);
        });
        try {
            proof.require(context).ifPresent(verdict -> operation.log(verdict.detail()));
            return true;
        } catch (VenomException refused) {
            operation.checkpoint();
            if (refused.code() != ErrorCode.RUNTIME_UNHEALTHY && refused.code() != ErrorCode.STALLED) {
                throw refused;
            }
            lastWord = String.valueOf(refused.getMessage());
            return false;
        }
    }

    private void requireAlive(Observation now) {
        if (now.phase() == Observation.Phase.FAILED || now.phase() == Observation.Phase.STOPPED) {
            throw unproved("It ended: " + now.reason() + ".");
        }
    }

    /** A server that its manager starts again and again, or that says itself that it can't, is not waited for. */
    private void requireHope() {
        Optional<RuntimeDriver.Diagnosis> diagnosis =
                runtime.driver().diagnose(log.ownLines()).filter(RuntimeDriver.Diagnosis::deterministic);
        if (diagnosis.isPresent()) {
            throw unproved("It will not start like this.");
        }
        if (handle.observe().restarts() - restartsBefore > 2) {
            throw unproved("It ends again and again.");
        }
    }

    private VenomException unproved(String what) {
        List<String> lines = log.lines();
        Optional<String> words = runtime.driver()
                .diagnose(lines)
                .map(RuntimeDriver.Diagnosis::cause)
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)));
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The runtime " + runtime.id() + " did not start. " + what
                        + words.map(runtime.redaction()::in)
                                .map(text -> " Its log says: " + text)
                                .orElse(""),
                "See 'logs " + runtime.id() + "' for the rest.");
    }

    @SuppressWarnings("try")
    private void pause() {
        Semaphore woken = new Semaphore(0);
        try (Registration registration = operation.onInterrupt(woken::release)) {
            if (!woken.tryAcquire(pauseMillis, TimeUnit.MILLISECONDS)) {
                pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis + pauseMillis / 2);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(
                    ErrorCode.CANCELLED, "The wait for " + runtime.id() + " was interrupted.", "", interrupted);
        }
    }
}
