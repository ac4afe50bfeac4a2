package dev.venom.runtime.testbed.hub.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in the order they were sent; names are compared without regard to case. Immutable. */
public record Headers(List<Field> fields) {

    /** One line of a head. */
    public record Field(String name, String value) {}

    private static final Headers NONE = new Headers(List.of());

    /** Copies the list. */
    public Headers {
        fields = List.copyOf(fields);
    }

    /** No fields. */
    public static Headers none() {
        return NONE;
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** These fields with one of that name and value in place of all others of that name. */
    public Headers with(String name, String value) {
        List<Field> changed = new ArrayList<>(without(name).fields);
        changed.add(new Field(name, value));
        return new Headers(changed);
    }

    /** These fields but those of that name. */
    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }
}
