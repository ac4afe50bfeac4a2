package dev.venom.runtime.supervisor.systemd.internal.runtime;

import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.supervisor.systemd.internal.manager.MainExit;
import dev.venom.runtime.supervisor.systemd.internal.manager.UnitState;

/** What the state of a unit means. */
final class UnitStateText {
    private UnitStateText() {}

    /** Where a runtime stands whose unit stands so. */
    static Phase phase(UnitState state) {
        if (state.isUp()) {
            return Phase.RUNNING;
        }
        return switch (state.active()) {
            case "activating" -> Phase.STARTING;
            case "deactivating" -> Phase.STOPPING;
            case "failed" -> Phase.FAILED;
            default -> Phase.STOPPED;
        };
    }

    /** The evidence, for people. */
    static String reason(String unit, UnitState state) {
        return unit + " is "
                + switch (state.load()) {
                    case "loaded" -> loaded(state);
                    case "not-found" -> "not installed";
                    default -> state.load();
                };
    }

    private static String loaded(UnitState state) {
        String words = state.active() + " (" + state.sub() + ")";
        if (state.awaitsRestart()) {
            words = words + ", ended with " + ending(state) + " and is started again";
        } else if (state.isFailed() || state.exit().isPresent() && !state.isUp()) {
            words = words + ", ended with " + ending(state);
        }
        if (!state.isUp() && state.unmet().isPresent()) {
            String which = state.unmet().get();
            words = words + ", a condition in its file was not met" + (which.isEmpty() ? "" : ": " + which);
        }
        if (state.gaveUp()) {
            return words + " after too many starts in too short a time; systemd tries no more";
        }
        return state.restarts() == 0 ? words : words + ", started again " + state.restarts() + " times";
    }

    /** How the main process ended, and what systemd made of it. */
    static String ending(UnitState state) {
        String exit = state.exit().map(MainExit::inWords).orElse("");
        String result = switch (state.result()) {
            case "success", "exit-code", "signal", "start-limit-hit" -> "";
            case "oom-kill" -> "the kernel ended it for want of memory";
            case "timeout" -> "it did not end, or begin, in the time it has";
            case "resources" ->
                "systemd could not prepare it: a file that it names is missing, or may not be" + " read";
            default -> "result " + state.result();
        };
        if (exit.isEmpty() || result.isEmpty()) {
            return exit.isEmpty() && result.isEmpty() ? "result " + state.result() : exit + result;
        }
        return exit + ", " + result;
    }
}
