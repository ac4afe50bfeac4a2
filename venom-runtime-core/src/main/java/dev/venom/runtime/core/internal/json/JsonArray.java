package dev.venom.runtime.core.internal.json;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A JSON array. Immutable.
 *
 * @param values its elements in order
 */
public record JsonArray(List<JsonValue> values) implements JsonValue {
    /** Copies the list. */
    public JsonArray {
        values = List.copyOf(values);
    }

    /**
     * An array of strings.
     *
     * @param texts the strings in order
     * @return the array
     */
    public static JsonArray ofTexts(Collection<String> texts) {
        return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
    }

    /**
     * An array of objects.
     *
     * @param objects the objects in order
     * @return the array
     */
    public static JsonArray ofObjects(Collection<JsonObject> objects) {
        return new JsonArray(List.copyOf(objects));
    }

    @Override
    public Kind kind() {
        return Kind.ARRAY;
    }

    @Override
    public Optional<JsonArray> asArray() {
        return Optional.of(this);
    }

    /**
     * The elements that are strings.
     *
     * @return their texts in order; elements of other kinds are left out
     */
    public List<String> texts() {
        return values.stream().flatMap(value -> value.asText().stream()).toList();
    }

    /**
     * The elements that are objects.
     *
     * @return the objects in order; elements of other kinds are left out
     */
    public List<JsonObject> objects() {
        return values.stream().flatMap(value -> value.asObject().stream()).toList();
    }
}
