package dev.venom.runtime.supervisor.process.internal.output;

import java.util.OptionalInt;

/** Says for people how a process ended. */
public final class ExitText {
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    private ExitText() {}

    /** The words for an exit code as {@link Process#exitValue} gives it. */
    public static String of(OptionalInt exitCode) {
        if (exitCode.isEmpty()) {
            return "ended, with an exit code that only its first host could see";
        }
        int code = exitCode.getAsInt();
        if (code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL) {
            return "was ended by " + signal(code - SIGNALLED) + " (exit code " + code + ")";
        }
        return "ended with exit code " + code;
    }

    private static String signal(int number) {
        return switch (number) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 6 -> "SIGABRT";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            default -> "signal " + number;
        };
    }
}
