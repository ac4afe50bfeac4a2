package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.MainExit;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a unit. Immutable. */
final class Starter {
    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    /** Within this time a program that cannot begin has ended. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** How long systemd may need to see that a main process has ended. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    private static final int LOG_LINES = 10;

    private final ManagedUnit subject;
    private final UnitStateCache level;
    private final Jobs jobs;
    private final LeftoverProcesses leftovers;
    private final PortGuard port;
    private final UnitLog log;

    Starter(ManagedUnit subject, UnitStateCache level, UnitProcesses processes, UnitLog log) {
        this.subject = subject;
        this.level = level;
        this.jobs = new Jobs(subject, level);
        this.leftovers = new LeftoverProcesses(subject, level, processes);
        this.port = new PortGuard(subject);
        this.log = log;
    }

    void start(LaunchPlan plan) {
        try {
            UnitState state = level.await(this::isBelievable, NOTICE);
            if (state.isUp()) {
                LOG.debug("Runs already runtime={} unit={}", subject.id(), subject.unit());
                return;
            }
            requireStartable(state);
            new StartObstacles(subject).lasting(level.properties()).ifPresent(obstacle -> {
                throw refused(obstacle);
            });
            if (!state.isMoving()) {
                leftovers.end(List.of());
                port.requireFree();
            }
            prepare(plan, state);
            attempt("keep the memory of", () -> subject.access().manager().hold(subject.unit()));
            try {
                run(plan);
            } finally {
                attempt("let go of", () -> subject.access().manager().release(subject.unit()));
            }
        } catch (ManagerException refusal) {
            throw ManagerErrors.of(refusal, "started", subject);
        }
    }

    /** A unit whose main process has just died is active until systemd has noticed. */
    private boolean isBelievable(UnitState state) {
        return !state.isUp()
                || state.mainPid().isEmpty()
                || subject.context()
                        .processes()
                        .find(state.mainPid().getAsLong())
                        .filter(ProcessEntry::isAlive)
                        .isPresent();
    }

    private void requireStartable(UnitState state) {
        String unit = subject.unit();
        switch (state.load()) {
            case "loaded" -> {}
            case "not-found" ->
                throw new VenomException(
                        ErrorCode.RUNTIME_UNHEALTHY,
                        "The runtime " + subject.id() + " cannot be started: there is no unit " + unit,
                        "Install it: venom units install " + subject.id());
            case "masked" ->
                throw new VenomException(
                        ErrorCode.PERMISSION_DENIED,
                        "The runtime " + subject.id() + " cannot be started: somebody has masked " + unit,
                        "Unmask it: " + subject.systemctl() + " unmask " + unit);
            default ->
                throw new VenomException(
                        ErrorCode.RUNTIME_UNHEALTHY,
                        "The runtime " + subject.id() + " cannot be started: systemd cannot read " + unit + " ("
                                + state.load() + loadError() + ")",
                        "See systemd-analyze verify " + unit);
        }
    }

    private String loadError() {
        return level.properties().text("LoadError").map(words -> ": " + words).orElse("");
    }

    private VenomException refused(StartObstacles.Obstacle obstacle) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The runtime " + subject.id() + " did not start: " + obstacle.what() + ".",
                obstacle.cure() + ".");
    }

    private void prepare(LaunchPlan plan, UnitState state) {
        try {
            Path directory = plan.logFile().toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException failure) {
            LOG.warn("The directory of the log cannot be made file={}: {}", plan.logFile(), failure.toString());
        }
        if (state.outdated()) {
            attempt(
                    "read the changed files of",
                    () -> subject.access().manager().reload());
        }
        attempt("forget the failures of", () -> subject.access().manager().resetFailed(subject.unit()));
    }

    /** What helps a start, but is not it: the start will tell what is really wrong. */
    private void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (ManagerException refusal) {
            LOG.debug("systemd does not {} unit={}: {}", what, subject.unit(), refusal.getMessage());
        }
    }

    private void run(LaunchPlan plan) {
        long length = log.length();
        JobOutcome outcome = jobs.start(plan.spec().startTimeout());
        UnitState first = level.refreshed();
        UnitState state = outcome.isDone() ? level.await(now -> hasFailed(now, first), SETTLING) : first;
        if (!outcome.isDone() || hasFailed(state, first)) {
            new StartObstacles(subject).met(level.properties()).ifPresent(obstacle -> {
                throw refused(obstacle);
            });
            throw failure(plan, outcome, state, log.tailSince(length, LOG_LINES, state));
        }
        LOG.info(
                "Started runtime={} unit={} pid={}",
                subject.id(),
                subject.unit(),
                state.mainPid().orElse(0));
    }

    private static boolean hasFailed(UnitState state, UnitState first) {
        return state.isFailed()
                || state.awaitsRestart()
                || state.restarts() > first.restarts()
                || state.active().equals("inactive")
                || state.sub().equals("exited");
    }

    private VenomException failure(LaunchPlan plan, JobOutcome outcome, UnitState state, List<String> lines) {
        String job = outcome.isDone() ? "" : " (job " + outcome.result() + ")";
        String program = state.exit().filter(MainExit::isBeforeTheProgram).isPresent()
                ? program(plan).map(name -> " (" + name + ")").orElse("")
                : "";
        String wrote = lines.isEmpty() ? "" : ". Its last lines: " + String.join(" | ", lines);
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The runtime " + subject.id() + " did not start: " + subject.unit() + " ended with "
                        + UnitStateText.ending(state) + program + job + wrote,
                "See venom logs " + subject.id() + " and " + subject.systemctl() + " status " + subject.unit());
    }

    private static Optional<String> program(LaunchPlan plan) {
        return Stream.of(plan.command(), plan.spec().command())
                .flatMap(words -> words.stream().limit(1))
                .findFirst();
    }
}
