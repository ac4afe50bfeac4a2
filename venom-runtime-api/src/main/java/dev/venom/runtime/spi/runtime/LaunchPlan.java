package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a runtime is to be started now: its description with every placeholder filled in. Immutable.
 *
 * @param spec the description
 * @param command program and arguments; empty where a unit holds them
 * @param environment variables added to the process
 * @param environmentFile the file from which a unit takes the active model
 * @param workingDirectory where it runs
 * @param logFile where its output goes
 */
public record LaunchPlan(
        RuntimeSpec spec,
        List<String> command,
        Map<String, String> environment,
        Path environmentFile,
        Optional<Path> workingDirectory,
        Path logFile) {
    /** Copies the collections. */
    public LaunchPlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
