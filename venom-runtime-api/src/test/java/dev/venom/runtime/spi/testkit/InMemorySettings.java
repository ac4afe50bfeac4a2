package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settings given by a test; the environment is not looked at. Immutable. */
public final class InMemorySettings implements Settings {
    private final Path cacheDirectory;
    private final Map<String, String> values;

    private InMemorySettings(Path cacheDirectory, Map<String, String> values) {
        this.cacheDirectory = cacheDirectory;
        this.values = values;
    }

    /**
     * Settings with nothing but a cache directory.
     *
     * @param cacheDirectory where everything is kept
     * @return the settings
     */
    public static InMemorySettings in(Path cacheDirectory) {
        return new InMemorySettings(cacheDirectory.toAbsolutePath(), Map.of());
    }

    /**
     * Sets a variable.
     *
     * @param name by its environment name, such as {@code HF_ENDPOINT}
     * @param value its value
     * @return a copy
     */
    public InMemorySettings with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new InMemorySettings(cacheDirectory, copy);
    }

    @Override
    public Path cacheDirectory() {
        return cacheDirectory;
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
