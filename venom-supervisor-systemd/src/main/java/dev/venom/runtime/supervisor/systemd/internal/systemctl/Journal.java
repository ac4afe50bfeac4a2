package dev.venom.runtime.supervisor.systemd.internal.systemctl;

import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import dev.venom.runtime.supervisor.systemd.internal.systemctl.SystemProgram.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What units wrote, by {@code journalctl(1)}. Immutable. */
public final class Journal {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SystemProgram program;
    private final String unitOption;

    /**
     * Runs nothing yet.
     *
     * @param user whether units of the user's manager are meant
     * @param environment variables that say where its bus is
     */
    public Journal(boolean user, Map<String, String> environment) {
        this.program = new SystemProgram(environment);
        this.unitOption = user ? "--user-unit=" : "--unit=";
    }

    /** The last lines of a unit, and what systemd said of it; none where the caller may not read them. */
    public List<String> tail(String unit, int lines) {
        try {
            return program
                    .run(
                            List.of(
                                    "journalctl",
                                    "--no-pager",
                                    "--quiet",
                                    "--output=cat",
                                    "--lines=" + lines,
                                    unitOption + unit),
                            TIMEOUT)
                    .filter(ending -> ending.exitCode() == 0)
                    .map(Ending::output)
                    .stream()
                    .flatMap(String::lines)
                    .toList();
        } catch (ManagerException noJournal) {
            return List.of();
        }
    }
}
