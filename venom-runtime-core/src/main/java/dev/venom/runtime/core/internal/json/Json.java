package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Values as what they are, never as what they could be turned into: one of another kind is like one that is missing. A
 * reader of files that others write asks for what it understands.
 */
public final class Json {
    private static final double HIGHEST_EXACT_DOUBLE = 1L << 53;

    private Json() {}

    /** An object without members yet. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The value where it is an object. */
    public static Optional<JsonNode> object(JsonNode value) {
        return Optional.of(value).filter(JsonNode::isObject);
    }

    /** The value where it is a text. */
    public static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }

    /**
     * The text of a member without which a document makes no sense.
     *
     * @throws IllegalArgumentException naming the member where there is none
     */
    public static String requiredText(JsonNode object, String name) {
        return text(object.path(name)).orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "'"));
    }

    /** The value where it is a whole number that fits, however it is written. */
    public static OptionalLong number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        }
        double number = decimal(value).orElse(Double.NaN);
        boolean isExact = Math.abs(number) <= HIGHEST_EXACT_DOUBLE && number == Math.rint(number);
        return isExact ? OptionalLong.of((long) number) : OptionalLong.empty();
    }

    /** The value where it is a number, unless it is beyond all doubles. */
    public static OptionalDouble decimal(JsonNode value) {
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The value where it is a boolean. */
    public static Optional<Boolean> flag(JsonNode value) {
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    /** The elements of an array. */
    public static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.empty();
    }

    /** The objects of an array. */
    public static List<JsonNode> objects(JsonNode value) {
        return elements(value).filter(JsonNode::isObject).toList();
    }

    /** The texts of an array. */
    public static List<String> texts(JsonNode value) {
        return elements(value).flatMap(element -> text(element).stream()).toList();
    }
}
