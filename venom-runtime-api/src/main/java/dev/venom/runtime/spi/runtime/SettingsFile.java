package dev.venom.runtime.spi.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * Settings in a file of the host's own that have to agree with the active model. Everything else in it stays as it is.
 * Immutable.
 *
 * @param file the file; it exists
 * @param form how settings are written in it
 * @param values names and values
 */
public record SettingsFile(Path file, Form form, Map<String, String> values) {
    /** How settings are written in a file. */
    public enum Form {
        /** {@code NAME=value} lines, as systemd's {@code EnvironmentFile} and Docker's {@code --env-file} read them. */
        ENVIRONMENT,
        /** Top-level {@code name: value} lines of YAML. */
        YAML
    }

    /** Copies the map. */
    public SettingsFile {
        values = Map.copyOf(values);
    }
}
