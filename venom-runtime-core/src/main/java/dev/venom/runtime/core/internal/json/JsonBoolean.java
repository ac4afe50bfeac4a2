package dev.venom.runtime.core.internal.json;

import java.util.Optional;

/**
 * {@code true} or {@code false}. Immutable.
 *
 * @param value which of them
 */
public record JsonBoolean(boolean value) implements JsonValue {
    @Override
    public Kind kind() {
        return Kind.BOOLEAN;
    }

    @Override
    public Optional<Boolean> asFlag() {
        return Optional.of(value);
    }
}
