package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the tree of one document from its tokens. Confined to one thread. */
final class JsonTreeBuilder {
    private final JsonParser parser;
    private final int maxValues;
    private final JsonDialect dialect;
    private int values;

    JsonTreeBuilder(JsonParser parser, int maxValues, JsonDialect dialect) {
        this.parser = parser;
        this.maxValues = maxValues;
        this.dialect = dialect;
    }

    JsonValue document() throws IOException {
        JsonValue root = value(next());
        if (parser.nextToken() != null) {
            throw malformed("Text after the end of the document");
        }
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
            handOver(name, receiver);
        }
        if (parser.nextToken() != null) {
            throw malformed("Text after the end of the document");
        }
    }

    private void handOver(String name, JsonMembers receiver) throws IOException {
        JsonToken token = next();
        if (receiver.wants(name)) {
            values = 0;
            receiver.member(name, value(token));
        } else {
            parser.skipChildren();
        }
    }

    private JsonValue value(JsonToken token) throws IOException {
        values++;
        if (values > maxValues) {
            throw malformed("More than " + maxValues + " values");
        }
        switch (token) {
            case START_OBJECT:
                return object();
            case START_ARRAY:
                return array();
            case VALUE_STRING:
                return new JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
                return parser.isNaN() ? JsonNull.NULL : new JsonNumber(parser.getText());
            case VALUE_TRUE:
                return new JsonBoolean(true);
            case VALUE_FALSE:
                return new JsonBoolean(false);
            default:
                return JsonNull.NULL;
        }
    }

    private JsonObject object() throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (dialect == JsonDialect.STRICT && members.containsKey(name)) {
                throw malformed("A member named twice");
            }
            members.put(name, value(next()));
        }
        return new JsonObject(members);
    }

    private JsonArray array() throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            elements.add(value(token));
        }
        return new JsonArray(elements);
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("The document ends early");
        }
        return token;
    }

    private MalformedJsonException malformed(String what) {
        JsonLocation at = parser.currentLocation();
        return new MalformedJsonException(what + " at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
}
