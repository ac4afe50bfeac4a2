package dev.venom.runtime.core.internal.configuration;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The environment as it was when the manager was opened, with what the builder put on top. Immutable. */
public final class HostSettings implements Settings {
    private static final String CACHE_DIRECTORY = "MODELS_CACHE_DIR";
    private static final String DEFAULT_CACHE_DIRECTORY = "models_cache";
    private static final double GIGABYTE = 1e9;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{0,12})?|\\.\\d{1,12}");

    private final Map<String, String> values;
    private final Path cacheDirectory;

    /**
     * Takes a snapshot.
     *
     * @param values variables, those of the builder already on top
     */
    public HostSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
        this.cacheDirectory = directory(CACHE_DIRECTORY)
                .orElseGet(
                        () -> Path.of(DEFAULT_CACHE_DIRECTORY).toAbsolutePath().normalize());
    }

    @Override
    public Path cacheDirectory() {
        return cacheDirectory;
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * All variables, for the proxies.
     *
     * @return names and values
     */
    public Map<String, String> all() {
        return values;
    }

    /**
     * The limits that the environment states.
     *
     * @return limits
     * @throws VenomException INVALID_REQUEST naming the variable that is not a number
     */
    public Limits limits() {
        return new Limits(
                gigabytes("MODELS_MAX_DISK_GB"),
                gigabytes("MODELS_CONFIRM_ABOVE_GB"),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private OptionalLong gigabytes(String name) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        // Java's own notation has more, such as 10d and 0x1p3
        if (NUMBER.matcher(text.get()).matches()) {
            double number = Double.parseDouble(text.get());
            if (number <= GIGABYTE) {
                return OptionalLong.of((long) (number * GIGABYTE));
            }
        }
        throw new VenomException(
                ErrorCode.INVALID_REQUEST,
                "The variable " + name + " is '" + text.get() + "', which is not a number of gigabytes.",
                "Set it to a number such as 200, or unset it.");
    }
}
