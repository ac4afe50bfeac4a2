package dev.venom.runtime.supervisor.systemd.internal.manager;

import java.util.Map;
import java.util.Optional;

/**
 * How a main process ended. Immutable.
 *
 * @param bySignal whether a signal ended it
 * @param status the signal, or what it returned
 */
public record MainExit(boolean bySignal, int status) {
    private static final int EXITED = 1;
    private static final int SIGNAL_BASE = 128;

    /** What systemd's own part of a service returns where it can't begin the program (systemd.exec(5)). */
    private static final Map<Integer, String> BEFORE_THE_PROGRAM = Map.of(
            200, "its working directory can't be entered",
            203, "its program can't be executed",
            208, "its standard input can't be opened",
            209, "its log file can't be opened",
            216, "its group does not exist",
            217, "its user does not exist",
            226, "its name space can't be set up");

    static Optional<MainExit> of(UnitProperties unit) {
        long code = unit.number("ExecMainCode").orElse(0);
        return code == 0
                ? Optional.empty()
                : Optional.of(new MainExit(
                        code != EXITED, (int) unit.number("ExecMainStatus").orElse(0)));
    }

    /** Above 128 for a signal. */
    public int asShell() {
        return bySignal ? SIGNAL_BASE + status : status;
    }

    /** Whether the program itself never ran. */
    public boolean isBeforeTheProgram() {
        return !bySignal && BEFORE_THE_PROGRAM.containsKey(status);
    }

    /** For people. */
    public String inWords() {
        if (bySignal) {
            return "signal " + status;
        }
        String meaning = BEFORE_THE_PROGRAM.get(status);
        return "exit code " + status + (meaning == null ? "" : ": " + meaning);
    }
}
