package dev.venom.runtime.core.internal.json;

import java.util.Optional;

/**
 * A JSON string. Immutable.
 *
 * @param text its characters, without quotes and escapes
 */
public record JsonString(String text) implements JsonValue {
    @Override
    public Kind kind() {
        return Kind.STRING;
    }

    @Override
    public Optional<String> asText() {
        return Optional.of(text);
    }
}
