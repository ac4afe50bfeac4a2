package dev.venom.runtime.spi.transport;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Header fields of a message; names are compared without regard to case. Immutable. */
public final class Headers {
    private final Map<String, List<String>> fields;

    private Headers(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Copies fields.
     *
     * @param fields names, each with its values in order
     * @return the headers
     */
    public static Headers of(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new TreeMap<>();
        fields.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new Headers(copy);
    }

    /**
     * The first value of a field.
     *
     * @param name the field, in any case
     * @return its value; empty where the field is missing
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * All values of a field.
     *
     * @param name the field, in any case
     * @return its values in order; empty where the field is missing
     */
    public List<String> all(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /**
     * A field that holds a count, such as {@code Content-Length}.
     *
     * @param name the field, in any case
     * @return its value; empty where the field is missing or not a number
     */
    public OptionalLong number(String name) {
        try {
            return first(name)
                    .map(value -> OptionalLong.of(Long.parseLong(value.strip())))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
