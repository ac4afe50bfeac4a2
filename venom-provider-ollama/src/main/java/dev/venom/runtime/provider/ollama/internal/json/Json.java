package dev.venom.runtime.provider.ollama.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Jackson within limits that keep a small host alive. What a document looks like, the class that reads it says. Every
 * method that reads or requires throws {@link MalformedJsonException} where a document is not as it has to be.
 */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            // Names of members come from the network: interning them would only fill memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .build())
            .build());

    private Json() {}

    /** Reads a document that is an object. */
    public static JsonNode object(byte[] document) {
        try {
            return requireObject(MAPPER.readTree(document));
        } catch (IOException broken) {
            throw new MalformedJsonException("not JSON, or cut off", broken);
        }
    }

    /** A parser of a document that is read piece by piece, because its beginning counts where its end is broken. */
    public static JsonParser parser(byte[] document) throws IOException {
        return MAPPER.createParser(document);
    }

    /** An object to be filled and written: {@code toString()} is its JSON. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A value where it is text. */
    public static Optional<String> text(JsonNode value) {
        return Optional.ofNullable(value.textValue());
    }

    /** The first texts of an array; none where it is no array. */
    public static List<String> texts(JsonNode value, int limit) {
        return elements(value)
                .flatMap(element -> text(element).stream())
                .limit(limit)
                .toList();
    }

    /** The elements of an array; none where it is no array. */
    public static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.empty();
    }

    /** A value where it is a whole number; one of more than 64 bits is malformed. */
    public static OptionalLong number(JsonNode value) {
        return value.isIntegralNumber() ? OptionalLong.of(requireNumber(value)) : OptionalLong.empty();
    }

    /** A value that has to be a whole number of 64 bits. */
    public static long requireNumber(JsonNode value) {
        require(value.isIntegralNumber() && value.canConvertToLong(), "a whole number of 64 bits");
        return value.longValue();
    }

    /** A value that has to be text. */
    public static String requireText(JsonNode value) {
        return text(value).orElseThrow(() -> new MalformedJsonException("not text"));
    }

    /** A value that has to be an object. */
    public static JsonNode requireObject(JsonNode value) {
        require(value.isObject(), "an object");
        return value;
    }

    private static void require(boolean isSo, String words) {
        if (!isSo) {
            throw new MalformedJsonException("not " + words);
        }
    }
}
