package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes trees as UTF-8, members in their order: equal trees give equal bytes. Immutable and thread-safe. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactories.writing();

    private final boolean indented;

    private JsonWriter(boolean indented) {
        this.indented = indented;
    }

    /**
     * Writes each document on one line, without its end.
     *
     * @return the writer
     */
    public static JsonWriter compact() {
        return new JsonWriter(false);
    }

    /**
     * Writes documents for people: two blanks for each level, a line feed at the end.
     *
     * @return the writer
     */
    public static JsonWriter indented() {
        return new JsonWriter(true);
    }

    /**
     * A document as text.
     *
     * @param root its tree
     * @return the text
     */
    public String text(JsonValue root) {
        return new String(bytes(root), StandardCharsets.UTF_8);
    }

    /**
     * A document as bytes.
     *
     * @param root its tree
     * @return its bytes
     */
    public byte[] bytes(JsonValue root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(root, bytes);
        } catch (IOException impossible) {
            throw new AssertionError("Writing memory can't fail", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a document.
     *
     * @param root its tree
     * @param out where it goes; flushed and left open
     * @throws IOException if the stream can't be written
     */
    public void write(JsonValue root, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (indented) {
                generator.setPrettyPrinter(lines());
            }
            value(generator, root);
            if (indented) {
                generator.writeRaw('\n');
            }
        }
    }

    private static DefaultPrettyPrinter lines() {
        // Not the platform's line end: a cache moves between systems.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    private static void value(JsonGenerator generator, JsonValue value) throws IOException {
        switch (value.kind()) {
            case OBJECT -> object(generator, (JsonObject) value);
            case ARRAY -> array(generator, (JsonArray) value);
            case STRING -> generator.writeString(((JsonString) value).text());
            case NUMBER -> generator.writeNumber(((JsonNumber) value).literal());
            case BOOLEAN -> generator.writeBoolean(((JsonBoolean) value).value());
            case NULL -> generator.writeNull();
        }
    }

    private static void object(JsonGenerator generator, JsonObject object) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            generator.writeFieldName(member.getKey());
            value(generator, member.getValue());
        }
        generator.writeEndObject();
    }

    private static void array(JsonGenerator generator, JsonArray array) throws IOException {
        generator.writeStartArray();
        for (JsonValue element : array.values()) {
            value(generator, element);
        }
        generator.writeEndArray();
    }
}
