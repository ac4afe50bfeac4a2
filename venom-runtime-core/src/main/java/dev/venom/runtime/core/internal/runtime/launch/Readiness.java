package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.host.ProcessGauge;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.provider.ProgressSink.Registration;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a runtime that was started is proved ready, or is known to fail. What it writes, reads and keeps in memory
 * until it says that it is well is progress; what it does then is not, for that may be about our own proofs, unless it
 * is long at one of them.
 * Confined to one thread.
 */
final class Readiness {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    private static final long SOON_NANOS = Duration.ofSeconds(3).toNanos();

    private final KnownRuntime runtime;
    private final SupervisedRuntime handle;
    private final DriverContext context;
    private final Proof proof;
    private final StartLog log;
    private final StartDeadline deadline;
    private final WorkContext operation;
    private final LoadProgress signs = new LoadProgress(new ProcessGauge());
    private final int restartsBefore;
    private String lastWord = "it did not answer";
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    Readiness(
            KnownRuntime runtime,
            SupervisedRuntime handle,
            DriverContext context,
            Proof proof,
            StartLog log,
            StartDeadline deadline,
            WorkContext operation) {
        this.runtime = runtime;
        this.handle = handle;
        this.context = context;
        this.proof = proof;
        this.log = log;
        this.deadline = deadline;
        this.operation = operation;
        this.restartsBefore = handle.observe().restarts();
    }

    void await() {
        while (!isProved()) {
            requireHope();
            if (deadline.isOver()) {
                throw unproved("It was not ready after " + deadline.elapsed().toSeconds() + " s: " + lastWord + ".");
            }
            pause();
        }
        requireLasting();
    }

    /** One that dies of its first request may answer it. Whoever wants to know better lets it soak. */
    private void requireLasting() {
        Duration soak = runtime.spec().soakTime();
        Observation first = handle.observe();
        StartDeadline soaking = deadline.anew(soak);
        pauseMillis = FIRST_PAUSE_MILLIS;
        do {
            if (!soak.isZero()) {
                pause();
            }
            operation.checkpoint();
            Observation now = handle.observe();
            requireAlive(now);
            if (isAnother(first, now)) {
                throw unproved("It ended after its first token, and was started again.");
            }
        } while (!soaking.isOver());
        HealthReport report = runtime.driver().health(context);
        operation.checkpoint();
        if (report.health() != Health.HEALTHY) {
            throw unproved("It was not well any more after its first token: " + report.detail() + ".");
        }
    }

    /** A script that started the server and ended changes nothing: as long as one process is the same, it is the run. */
    private static boolean isAnother(Observation first, Observation now) {
        return now.restarts() > first.restarts()
                || !first.processes().isEmpty() && Collections.disjoint(first.processes(), now.processes());
    }

    private boolean isProved() {
        operation.checkpoint();
        Observation now = handle.observe();
        requireAlive(now);
        HealthReport report = runtime.driver().health(context);
        operation.checkpoint();
        requireWelcome(report);
        boolean answers = report.health() == Health.HEALTHY;
        // What it writes once it answers may be about our own proofs.
        deadline.note(List.of(
                now.phase(),
                now.restarts(),
                report.health(),
                answers ? "" : List.of(log.news(), signs.of(now.processes()))));
        if (!answers) {
            lastWord = report.detail();
            return false;
        }
        proof.contradiction(report).ifPresent(what -> {
            throw unproved(what);
        });
        return isGivenProof();
    }

    private boolean isGivenProof() {
        try {
            return awaitProof();
        } catch (VenomException refused) {
            operation.checkpoint();
            if (refused.code() == ErrorCode.UNAUTHORIZED || refused.code() == ErrorCode.INVALID_REQUEST) {
                throw unwelcome(refused.getMessage(), refused.hint());
            }
            if (refused.code() != ErrorCode.RUNTIME_UNHEALTHY && refused.code() != ErrorCode.STALLED) {
                throw refused;
            }
            lastWord = String.valueOf(refused.getMessage());
            return false;
        }
    }

    /** A server that is a while at its first answer may be loading its model for it: then its log counts again. */
    private boolean awaitProof() {
        try (PendingProof pending = new PendingProof(proof, runtime.context(), deadline.most(), operation)) {
            long asked = System.nanoTime();
            while (!pending.hasEnded(LONGEST_PAUSE_MILLIS)) {
                operation.checkpoint();
                Observation now = handle.observe();
                requireAlive(now);
                if (System.nanoTime() - asked > SOON_NANOS) {
                    deadline.note(List.of("asked", log.news(), signs.of(now.processes())));
                }
                if (deadline.isOver()) {
                    lastWord = "it answers, and has not answered the first request for its model";
                    return false;
                }
            }
            pending.require().ifPresent(verdict -> operation.log(verdict.detail()));
            return true;
        } catch (InterruptedException interrupted) {
            throw cancelled(interrupted);
        }
    }

    /** No waiting changes that it wants to be asked otherwise. */
    private void requireWelcome(HealthReport report) {
        if (report.health() == Health.REFUSING) {
            throw unwelcome(report.detail(), "Put that right in its description, and start it again.");
        }
    }

    private VenomException unwelcome(String what, String cure) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The runtime " + runtime.id() + " did not start: it runs and can't be asked like this. " + what,
                cure,
                new VenomException(ErrorCode.INVALID_REQUEST, what, cure));
    }

    private void requireAlive(Observation now) {
        if (now.phase() == Observation.Phase.FAILED || now.phase() == Observation.Phase.STOPPED) {
            throw unproved("It ended: " + now.reason() + ".");
        }
    }

    /**
     * A server that its manager starts again and again, or that ended over what does not change, is not waited for. As
     * long as a process of it lives, what it writes only explains: it may be about a request, or about something that
     * it does without.
     */
    private void requireHope() {
        Observation now = handle.observe();
        if (now.phase() != Observation.Phase.RUNNING && now.processes().isEmpty()) {
            runtime.driver()
                    .diagnose(log.ownLines())
                    .filter(RuntimeDriver.Diagnosis::deterministic)
                    .ifPresent(why -> {
                        throw unproved("It will not start like this.");
                    });
        }
        if (now.restarts() - restartsBefore > 2) {
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
            throw cancelled(interrupted);
        }
    }

    private VenomException cancelled(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new VenomException(
                ErrorCode.CANCELLED, "The wait for " + runtime.id() + " was interrupted.", "", interrupted);
    }
}
