package dev.venom.runtime.core.internal.json;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A JSON object whose members keep the order in which they were read or added. Immutable; made by {@link
 * #builder()}.
 *
 * <p>An accessor answers empty where the member is missing, {@code null} or of another kind: a reader of files
 * that others write asks for what it understands.
 *
 * @param members names and values in order
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** Copies the members, keeping their order. */
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * Starts an object.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Kind kind() {
        return Kind.OBJECT;
    }

    @Override
    public Optional<JsonObject> asObject() {
        return Optional.of(this);
    }

    /**
     * A member of any kind.
     *
     * @param name its name
     * @return its value; empty where it is missing
     */
    public Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * A string.
     *
     * @param name the member
     * @return its text
     */
    public Optional<String> text(String name) {
        return value(name).flatMap(JsonValue::asText);
    }

    /**
     * A whole number.
     *
     * @param name the member
     * @return its value; empty also for a fraction and for what does not fit
     */
    public OptionalLong number(String name) {
        return value(name).map(JsonValue::asNumber).orElse(OptionalLong.empty());
    }

    /**
     * A number with a fraction.
     *
     * @param name the member
     * @return its value
     */
    public OptionalDouble decimal(String name) {
        return value(name)
                .filter(JsonNumber.class::isInstance)
                .map(value -> ((JsonNumber) value).asDecimal())
                .orElse(OptionalDouble.empty());
    }

    /**
     * A boolean.
     *
     * @param name the member
     * @return its value
     */
    public Optional<Boolean> flag(String name) {
        return value(name).flatMap(JsonValue::asFlag);
    }

    /**
     * An object.
     *
     * @param name the member
     * @return the object
     */
    public Optional<JsonObject> object(String name) {
        return value(name).flatMap(JsonValue::asObject);
    }

    /**
     * An array.
     *
     * @param name the member
     * @return the array
     */
    public Optional<JsonArray> array(String name) {
        return value(name).flatMap(JsonValue::asArray);
    }

    /**
     * The strings of an array.
     *
     * @param name the member
     * @return its strings in order; none where it is not an array
     */
    public List<String> texts(String name) {
        return array(name).map(JsonArray::texts).orElse(List.of());
    }

    /**
     * The objects of an array.
     *
     * @param name the member
     * @return its objects in order; none where it is not an array
     */
    public List<JsonObject> objects(String name) {
        return array(name).map(JsonArray::objects).orElse(List.of());
    }

    /**
     * Collects the members of an object; a member that is added again takes the new value in its old place.
     * What is empty is left out. Confined to one thread.
     */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a member of any kind.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         */
        public Builder value(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        /**
         * Adds a string.
         *
         * @param name its name
         * @param text its text
         * @return this builder
         */
        public Builder text(String name, String text) {
            return value(name, new JsonString(text));
        }

        /**
         * Adds a string, if there is one.
         *
         * @param name its name
         * @param text its text
         * @return this builder
         */
        public Builder text(String name, Optional<String> text) {
            text.ifPresent(present -> text(name, present));
            return this;
        }

        /**
         * Adds a whole number.
         *
         * @param name its name
         * @param number its value
         * @return this builder
         */
        public Builder number(String name, long number) {
            return value(name, JsonNumber.of(number));
        }

        /**
         * Adds a whole number, if there is one.
         *
         * @param name its name
         * @param number its value
         * @return this builder
         */
        public Builder number(String name, OptionalLong number) {
            number.ifPresent(present -> number(name, present));
            return this;
        }

        /**
         * Adds a number with a fraction.
         *
         * @param name its name
         * @param number its value, which is finite
         * @return this builder
         */
        public Builder decimal(String name, double number) {
            return value(name, JsonNumber.of(number));
        }

        /**
         * Adds a boolean.
         *
         * @param name its name
         * @param flag its value
         * @return this builder
         */
        public Builder flag(String name, boolean flag) {
            return value(name, new JsonBoolean(flag));
        }

        /**
         * Adds an object.
         *
         * @param name its name
         * @param object the object
         * @return this builder
         */
        public Builder object(String name, JsonObject object) {
            return value(name, object);
        }

        /**
         * Adds an object, if there is one.
         *
         * @param name its name
         * @param object the object
         * @return this builder
         */
        public Builder object(String name, Optional<JsonObject> object) {
            object.ifPresent(present -> object(name, present));
            return this;
        }

        /**
         * Adds an array of strings, which may be empty.
         *
         * @param name its name
         * @param texts the strings in order
         * @return this builder
         */
        public Builder texts(String name, Collection<String> texts) {
            return value(name, JsonArray.ofTexts(texts));
        }

        /**
         * Adds an array of objects, which may be empty.
         *
         * @param name its name
         * @param objects the objects in order
         * @return this builder
         */
        public Builder objects(String name, Collection<JsonObject> objects) {
            return value(name, JsonArray.ofObjects(objects));
        }

        /**
         * Makes the object.
         *
         * @return an immutable object
         */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
