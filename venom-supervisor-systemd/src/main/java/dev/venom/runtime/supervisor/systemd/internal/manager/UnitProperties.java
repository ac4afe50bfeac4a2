package dev.venom.runtime.supervisor.systemd.internal.manager;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The properties of a unit as text, as {@code systemctl show} prints them, but with times in microseconds since
 * the epoch. Immutable.
 */
public final class UnitProperties {
    /** UINT64_MAX: how systemd says that it does not know. */
    private static final String UNKNOWN_NUMBER = "18446744073709551615";

    private static final String NOT_SET = "[not set]";

    private final Map<String, String> values;

    /** Copies the map. */
    public UnitProperties(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /** A property; empty where it is unknown, not set or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isEmpty() && !value.equals(UNKNOWN_NUMBER) && !value.equals(NOT_SET));
    }

    /** A property that is a number. */
    public OptionalLong number(String name) {
        try {
            Optional<String> text = text(name);
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException notOne) {
            return OptionalLong.empty();
        }
    }

    /** A property that is a moment; systemd says 0 for never. */
    public Optional<Instant> moment(String name) {
        OptionalLong micros = number(name);
        return micros.isPresent() && micros.getAsLong() > 0
                ? Optional.of(Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS))
                : Optional.empty();
    }

    /** A property that is {@code true} on the bus and {@code yes} in text. */
    public boolean isSet(String name) {
        return text(name)
                .filter(value -> value.equals("true") || value.equals("yes"))
                .isPresent();
    }
}
