package dev.venom.runtime.core.internal.json;

import java.util.Optional;
import java.util.OptionalLong;

/** A node of a JSON tree. Immutable. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {
    /** What a node is, for a {@code switch}. */
    enum Kind {
        /** A {@link JsonObject}. */
        OBJECT,
        /** A {@link JsonArray}. */
        ARRAY,
        /** A {@link JsonString}. */
        STRING,
        /** A {@link JsonNumber}. */
        NUMBER,
        /** A {@link JsonBoolean}. */
        BOOLEAN,
        /** {@link JsonNull}. */
        NULL
    }

    /**
     * What this node is.
     *
     * @return the kind, one for each permitted type
     */
    Kind kind();

    /**
     * This node as an object.
     *
     * @return itself; empty for any other kind
     */
    default Optional<JsonObject> asObject() {
        return Optional.empty();
    }

    /**
     * This node as an array.
     *
     * @return itself; empty for any other kind
     */
    default Optional<JsonArray> asArray() {
        return Optional.empty();
    }

    /**
     * The text of a string.
     *
     * @return its text; empty for any other kind
     */
    default Optional<String> asText() {
        return Optional.empty();
    }

    /**
     * The value of a whole number.
     *
     * @return its value; empty for any other kind, for fractions, and for what does not fit
     */
    default OptionalLong asNumber() {
        return OptionalLong.empty();
    }

    /**
     * The value of a boolean.
     *
     * @return its value; empty for any other kind
     */
    default Optional<Boolean> asFlag() {
        return Optional.empty();
    }
}
