package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds the tree of one document from its tokens. An {@code ObjectMapper} would do so as well, and cost every command a
 * good part of its start. Confined to one thread.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final int maxValues;
    private final boolean namesAreUnique;
    private int values;

    JsonTree(JsonParser parser, int maxValues, boolean namesAreUnique) {
        this.parser = parser;
        this.maxValues = maxValues;
        this.namesAreUnique = namesAreUnique;
    }

    JsonNode document() throws IOException {
        JsonNode root = value(next());
        requireEnd();
        return root;
    }

    void members(JsonMembers receiver) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw malformed("Not an object");
        }
        Set<String> names = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name) || names.size() > maxValues) {
                throw malformed("A member named twice, or too many of them");
            }
            JsonToken token = next();
            if (receiver.wants(name)) {
                values = 0;
                receiver.member(name, value(token));
            } else {
                parser.skipChildren();
            }
        }
        requireEnd();
    }

    private JsonNode value(JsonToken token) throws IOException {
        values++;
        if (values > maxValues) {
            throw malformed("More than " + maxValues + " values");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (namesAreUnique && object.has(name)) {
                throw malformed("A member named twice");
            }
            object.set(name, value(next()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode whole() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? NODES.numberNode(parser.getBigIntegerValue())
                : NODES.numberNode(parser.getLongValue());
    }

    /** What is no number, or beyond all of them, is nothing that anybody could reckon with. */
    private JsonNode fraction() throws IOException {
        double value = parser.getDoubleValue();
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("The document ends early");
        }
        return token;
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw malformed("Text after the end of the document");
        }
    }

    private MalformedJsonException malformed(String what) {
        JsonLocation at = parser.currentLocation();
        return new MalformedJsonException(what + " at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
}
