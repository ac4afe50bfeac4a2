package dev.venom.runtime.core.internal.log;

import dev.venom.runtime.spi.Settings;
import java.nio.file.Path;

/**
 * Where runtimes write. Immutable.
 *
 * @param path an absolute directory, which may not exist yet
 */
public record LogDirectory(Path path) {
    private static final String VARIABLE = "VENOM_LOG_DIR";
    private static final String DEFAULT = "logs";

    /**
     * The directory of a host.
     *
     * @param settings its configuration
     * @return {@code VENOM_LOG_DIR}, else {@code logs}
     */
    public static LogDirectory of(Settings settings) {
        return new LogDirectory(settings.directory(VARIABLE)
                .orElseGet(() -> Path.of(DEFAULT).toAbsolutePath().normalize()));
    }

    /**
     * The log of a runtime.
     *
     * @param runtime its id
     * @return {@code <id>.log}
     */
    public Path file(String runtime) {
        return path.resolve(runtime + ".log");
    }
}
