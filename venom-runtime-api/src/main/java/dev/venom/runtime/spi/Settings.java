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
     * @return true for {@code 1}, {@code ON}, {@code YES} and {@code TRUE} in any case; false for their opposites, and
     *     where it is unset
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST naming the variable, if its value is neither
     */
    default boolean isOn(String name) {
        return value(name).map(value -> SettingValues.isOn(name, value)).orElse(false);
    }

    /**
     * A file or directory by its environment name, such as {@code VENOM_CONFIG}. No shell stands between a unit or a
     * container and its variables: a leading {@code ~} is the home directory, surrounding quotes are left out.
     *
     * @param name the variable
     * @return an absolute path; empty where the variable is unset
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST naming the variable, if its value is no path that
     *     can be used
     */
    default Optional<Path> path(String name) {
        return value(name).map(value -> SettingValues.path(name, value, this::home));
    }

    /**
     * A directory by its environment name, such as {@code OLLAMA_MODELS}; it need not be there yet.
     *
     * @param name the variable
     * @return an absolute path; empty where the variable is unset
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST naming the variable, as {@link #path}, and if it
     *     names a file
     */
    default Optional<Path> directory(String name) {
        return path(name).map(path -> SettingValues.directory(name, path));
    }

    /**
     * The home directory of this user: {@code HOME}, else what the system knows.
     *
     * @return an absolute path
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST naming {@code HOME}, if there is none
     */
    default Path home() {
        return SettingValues.home(value("HOME"), System.getProperty("user.home", ""));
    }
}
