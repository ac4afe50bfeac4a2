package dev.venom.runtime.provider.hf.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Walks through a JSON document without building it. A handler is called with the reader standing on a value;
 * what it doesn't read is skipped. Confined to one thread.
 */
public final class JsonReader implements AutoCloseable {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;
    /** Field names are file and tensor names here: interning them would only fill memory. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a whole document.
     *
     * @param document its bytes
     * @param handler called with the reader on the outermost value
     * @throws MalformedJsonException if the bytes are not JSON of the expected shape
     */
    public static void read(byte[] document, Consumer<JsonReader> handler) {
        try (JsonReader reader = new JsonReader(FACTORY.createParser(document))) {
            reader.document(handler);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    /**
     * Reads a whole document from a stream.
     *
     * @param document where its bytes come from
     * @param handler called with the reader on the outermost value
     * @throws MalformedJsonException if the bytes are not JSON of the expected shape
     */
    public static void read(InputStream document, Consumer<JsonReader> handler) {
        try (JsonReader reader = new JsonReader(FACTORY.createParser(document))) {
            reader.document(handler);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    /**
     * Walks through a document that Python programs load, by Python's own rules, and calls a handler for each member
     * of each object, however deep. What the handler reads is not walked through again.
     *
     * @param document its bytes
     * @param handler receives a member's name, with the reader on its value
     * @throws MalformedJsonException if Python would not read it either
     */
    public static void walkLikePython(byte[] document, BiConsumer<String, JsonReader> handler) {
        try (JsonReader reader = new JsonReader(PythonJson.FACTORY.createParser(PythonJson.text(document)))) {
            reader.walk(handler);
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private void walk(BiConsumer<String, JsonReader> handler) {
        for (JsonToken token = next(); token != null; token = next()) {
            if (token == JsonToken.FIELD_NAME) {
                String name = name();
                next();
                handler.accept(name, this);
            }
        }
    }

    /**
     * All texts in the value on which the reader stands, however deep; the reader then stands at its end.
     *
     * @param limit most texts that are kept
     * @return the texts in order; one where the value is text
     */
    public List<String> textsWithin(int limit) {
        List<String> texts = new ArrayList<>();
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == null) {
                throw new MalformedJsonException("cut off");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            text().filter(any -> texts.size() < limit).ifPresent(texts::add);
            if (depth == 0) {
                return texts;
            }
            token = next();
        }
    }

    private void document(Consumer<JsonReader> handler) {
        if (next() == null) {
            throw new MalformedJsonException("empty document");
        }
        handler.accept(this);
        skipRest();
    }

    /**
     * Calls a handler for each field of the object on which the reader stands.
     *
     * @param handler receives the field's name
     */
    public void fields(Consumer<String> handler) {
        require(JsonToken.START_OBJECT, "an object");
        while (next() == JsonToken.FIELD_NAME) {
            String name = name();
            next();
            handler.accept(name);
            skipRest();
        }
    }

    /**
     * Calls a handler for each element of the array on which the reader stands.
     *
     * @param handler called with the reader on the element
     */
    public void elements(Runnable handler) {
        require(JsonToken.START_ARRAY, "an array");
        while (next() != JsonToken.END_ARRAY) {
            handler.run();
            skipRest();
        }
    }

    /**
     * Tells what the reader stands on.
     *
     * @return true for an object
     */
    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /**
     * Tells what the reader stands on.
     *
     * @return true for an array
     */
    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /**
     * The value where it is text.
     *
     * @return the text; empty for any other value
     */
    public Optional<String> text() {
        return parser.currentToken() == JsonToken.VALUE_STRING ? Optional.of(currentText()) : Optional.empty();
    }

    /**
     * The value, which has to be text.
     *
     * @return the text
     */
    public String requireText() {
        require(JsonToken.VALUE_STRING, "text");
        return currentText();
    }

    /**
     * The value, which has to be a whole number of 64 bits.
     *
     * @return the number
     */
    public long requireLong() {
        require(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return parser.getLongValue();
        } catch (IOException outOfRange) {
            throw malformed(outOfRange);
        }
    }

    /**
     * The value where it is a whole number.
     *
     * @return the number; empty for any other value
     */
    public OptionalLong number() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? OptionalLong.of(requireLong())
                : OptionalLong.empty();
    }

    /**
     * The value as a flag.
     *
     * @return true for {@code true}
     */
    public boolean isTrue() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /**
     * The texts of the array on which the reader stands; other values are passed over.
     *
     * @param limit most texts that are kept
     * @return the texts in order; empty where this is no array
     */
    public List<String> texts(int limit) {
        List<String> texts = new ArrayList<>();
        if (isArray()) {
            elements(() -> text().filter(any -> texts.size() < limit).ifPresent(texts::add));
        }
        return texts;
    }

    private void skipRest() {
        try {
            parser.skipChildren();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private void require(JsonToken expected, String words) {
        if (parser.currentToken() != expected) {
            throw new MalformedJsonException("not " + words);
        }
    }

    private JsonToken next() {
        try {
            return parser.nextToken();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private String currentText() {
        try {
            return parser.getText();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    private static MalformedJsonException malformed(IOException broken) {
        return new MalformedJsonException("not JSON, or cut off", broken);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
