package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.state.RuntimeRecord;
import dev.venom.runtime.core.internal.runtime.state.WantedState;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.util.List;
import java.util.Optional;

/**
 * What all the findings mean, and what to do. Immutable.
 *
 * @param runtime the runtime
 * @param status how it is
 * @param memory what is remembered of it
 * @param port who listens where it is to answer
 * @param log its last lines
 */
record RuntimeVerdict(
        KnownRuntime runtime, RuntimeStatus status, RuntimeRecord memory, PortFindings.Finding port, List<String> log) {
    String inWords() {
        return switch (status.state()) {
            case ONLINE -> "It runs and serves" + model() + ". Nothing has to be done.";
            case STARTING ->
                "It is on its way up" + model() + ". Wait, or follow it with 'logs " + runtime.id() + " -f'.";
            case STOPPING -> "It is on its way down. Wait.";
            case DEGRADED ->
                "It runs, but does not serve as it should: " + status.reason() + "." + cause()
                        + (runtime.isManaged() ? " Restart it: 'restart " + runtime.id() + "'." : owner());
            case OFFLINE -> offline();
        };
    }

    private String offline() {
        if (port.stranger().isPresent()) {
            return "It does not run, and its port is held by another process: "
                    + port.stranger().get() + ". Stop that one, or give the runtime another port.";
        }
        if (!runtime.isManaged()) {
            return "It does not answer." + owner();
        }
        if (memory.wanted().equals(Optional.of(WantedState.DOWN))) {
            return "It is stopped, as a command wanted it. Start it: 'start " + runtime.id() + "'.";
        }
        if (memory.wanted().isEmpty()) {
            return "It was never started from here. Start it: 'start " + runtime.id() + "'.";
        }
        return "It does not run although it should: " + status.reason() + "." + cause()
                + " Once that is mended, start it: 'start " + runtime.id() + "'.";
    }

    private String owner() {
        return runtime.owner()
                .map(who -> " It is run by " + who + ": ask there.")
                .orElse(" It is external: its owner can start it.");
    }

    private String model() {
        return memory.active().map(model -> " " + model.name()).orElse("");
    }

    private String cause() {
        return runtime.driver()
                .diagnose(log)
                .map(RuntimeDriver.Diagnosis::cause)
                .map(words -> " Its log says: " + words + ".")
                .orElse("");
    }
}
