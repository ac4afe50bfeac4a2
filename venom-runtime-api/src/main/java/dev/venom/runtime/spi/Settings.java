package dev.venom.runtime.spi;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a plug-in may know of the host's configuration. Builder calls beat the configuration file, the
 * file beats the environment; a plug-in sees the outcome. Immutable and thread-safe.
 */
public interface Settings {
    /**
     * The directory that holds everything, {@code MODELS_CACHE_DIR}.
     *
     * @return an absolute path
     */
    Path cacheDirectory();

    /**
     * A variable by its environment name, such as {@code HF_ENDPOINT}.
     *
     * @param name the variable
     * @return its value without surrounding blanks; empty where it is unset or blank
     */
    Optional<String> value(String name);

    /**
     * A switch by its environment name, such as {@code HF_HUB_OFFLINE}.
     *
     * @param name the variable
     * @return true for {@code 1}, {@code ON}, {@code YES} and {@code TRUE} in any case
     */
    default boolean isOn(String name) {
        return value(name)
                .map(value -> value.equalsIgnoreCase("1")
                        || value.equalsIgnoreCase("on")
                        || value.equalsIgnoreCase("yes")
                        || value.equalsIgnoreCase("true"))
                .orElse(false);
    }
}
