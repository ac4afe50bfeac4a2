package dev.venom.runtime.supervisor.systemd.internal.systemctl;

import dev.venom.runtime.supervisor.systemd.internal.manager.JobOutcome;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitManager;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitProperties;
import dev.venom.runtime.supervisor.systemd.internal.systemctl.SystemProgram.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manager by {@code systemctl(1)}: a process for each question, and nothing is told unasked. Immutable. */
public final class Systemctl implements UnitManager {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String MICROS = "000000";

    private final SystemProgram program;
    private final List<String> command;

    /**
     * Runs nothing yet.
     *
     * @param user whether the user's manager is meant
     * @param environment variables that say where its bus is
     */
    public Systemctl(boolean user, Map<String, String> environment) {
        this.program = new SystemProgram(environment);
        this.command = List.of("systemctl", user ? "--user" : "--system", "--no-pager", "--no-ask-password");
    }

    @Override
    public String description() {
        return "systemctl";
    }

    @Override
    public UnitProperties properties(String unit) {
        Ending ending = run(TIMEOUT, "show", "--timestamp=unix", "--", unit)
                .filter(Systemctl::tellsProperties)
                .or(() -> run(TIMEOUT, "show", "--", unit).filter(Systemctl::tellsProperties))
                .orElseThrow(() -> new ManagerException(
                        ManagerException.Reason.UNREACHABLE, "systemctl cannot ask systemd for " + unit));
        Map<String, String> values = new TreeMap<>();
        ending.output()
                .lines()
                .filter(line -> line.contains("="))
                .forEach(line ->
                        values.put(line.substring(0, line.indexOf('=')), value(line.substring(line.indexOf('=') + 1))));
        return new UnitProperties(values);
    }

    /** Before systemd 251 it knows no such form of a moment and tells nothing; what it tells with a warning is told. */
    private static boolean tellsProperties(Ending ending) {
        return ending.output().lines().anyMatch(line -> line.startsWith("LoadState="));
    }

    /** A moment is printed as {@code @1764228000}. */
    private static String value(String text) {
        return text.matches("@\\d+") ? text.substring(1) + MICROS : text;
    }

    @Override
    public JobOutcome start(String unit, Duration limit) {
        return job("start", unit, limit);
    }

    @Override
    public JobOutcome stop(String unit, Duration limit) {
        return job("stop", unit, limit);
    }

    private JobOutcome job(String verb, String unit, Duration limit) {
        Optional<Ending> ending = run(limit, verb, "--", unit);
        if (ending.isEmpty()) {
            return JobOutcome.UNFINISHED;
        }
        return ending.get().exitCode() == 0 ? JobOutcome.DONE : failed(ending.get());
    }

    /**
     * That a job failed ("Job for x.service failed", "A dependency job for x.service failed") is for its caller to
     * judge, that none could be had is not.
     */
    private static JobOutcome failed(Ending ending) {
        ManagerException refusal = refusal(ending);
        if (refusal.getMessage().contains("ob for ")) {
            return new JobOutcome("failed");
        }
        throw refusal;
    }

    @Override
    public void resetFailed(String unit) {
        runOrThrow("reset-failed", "--", unit);
    }

    @Override
    public void kill(String unit) {
        runOrThrow("kill", "--signal=KILL", "--", unit);
    }

    @Override
    public void reload() {
        runOrThrow("daemon-reload");
    }

    /** A start of what is active is done before it begins, but takes the right that any other takes. */
    @Override
    public boolean mayControl(String unit) {
        return run(TIMEOUT, "start", "--job-mode=fail", "--", unit)
                .filter(ending -> ending.exitCode() == 0)
                .isPresent();
    }

    private void runOrThrow(String... arguments) {
        Ending ending = run(TIMEOUT, arguments)
                .orElseThrow(() ->
                        new ManagerException(ManagerException.Reason.UNREACHABLE, "systemctl does not come to an end"));
        if (ending.exitCode() != 0) {
            throw refusal(ending);
        }
    }

    private Optional<Ending> run(Duration limit, String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(arguments));
        return program.run(words, limit);
    }

    private static ManagerException refusal(Ending ending) {
        String message = ending.errors().strip();
        String words = message.toLowerCase(Locale.ROOT);
        ManagerException.Reason reason = ManagerException.Reason.REFUSED;
        if (words.contains("access denied")
                || words.contains("authentication")
                || words.contains("permission denied")
                || words.contains("not permitted")) {
            reason = ManagerException.Reason.DENIED;
        } else if (words.contains("failed to connect") || words.contains("has not been booted")) {
            reason = ManagerException.Reason.UNREACHABLE;
        }
        return new ManagerException(reason, message.isEmpty() ? "systemctl failed" : message);
    }
}
