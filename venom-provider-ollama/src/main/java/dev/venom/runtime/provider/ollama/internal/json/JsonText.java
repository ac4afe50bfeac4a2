package dev.venom.runtime.provider.ollama.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes small JSON objects. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /**
     * Writes an object.
     *
     * @param fields writes its fields
     * @return the object as text
     */
    public static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory does not fail", impossible);
        }
        return text.toString();
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        /**
         * Writes them.
         *
         * @param json where to
         * @throws IOException never, as it goes to memory
         */
        void write(JsonGenerator json) throws IOException;
    }
}
