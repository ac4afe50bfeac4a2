package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole documents into trees, within limits. Immutable and thread-safe. */
public final class JsonReader {
    private final JsonLimits limits;
    private final JsonDialect dialect;
    private final JsonFactory factory;

    private JsonReader(JsonLimits limits, JsonDialect dialect) {
        this.limits = limits;
        this.dialect = dialect;
        this.factory = JsonFactories.reading(limits, dialect);
    }

    /**
     * Makes a reader.
     *
     * @param limits what it takes
     * @return the reader
     */
    public static JsonReader within(JsonLimits limits) {
        return new JsonReader(limits, JsonDialect.STRICT);
    }

    /**
     * Makes a reader that takes what Python takes, for files that Python programs write and load: {@code NaN} and
     * {@code Infinity} are read as {@code null}, of two members with one name the last counts, and a document's first
     * bytes tell its encoding.
     *
     * @param limits what it takes
     * @return the reader
     */
    public static JsonReader likePython(JsonLimits limits) {
        return new JsonReader(limits, JsonDialect.PYTHON);
    }

    /**
     * Reads a document.
     *
     * @param document its bytes
     * @return the root of its tree
     * @throws MalformedJsonException if it is not JSON, names a member twice, or is beyond the limits
     */
    public JsonValue read(byte[] document) throws MalformedJsonException {
        try {
            return isPython() ? detected(document) : read(new ByteArrayInputStream(document));
        } catch (MalformedJsonException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new AssertionError("Reading memory can't fail", impossible);
        }
    }

    /**
     * Reads a document to its end.
     *
     * @param document its bytes; left open
     * @return the root of its tree
     * @throws MalformedJsonException if it is not JSON, names a member twice, or is beyond the limits
     * @throws IOException if the stream can't be read
     */
    public JsonValue read(InputStream document) throws IOException {
        return parsed(document, JsonTreeBuilder::document);
    }

    /**
     * Reads a document whose root is an object, member by member. The limit on nodes holds for the number of
     * members and for each of them.
     *
     * @param document its bytes; left open
     * @param members receives its members
     * @throws MalformedJsonException if it is not a JSON object, names a member twice, or is beyond the limits
     * @throws IOException if the stream can't be read, or the receiver threw it
     */
    public void readMembers(InputStream document, JsonMembers members) throws IOException {
        parsed(document, builder -> {
            builder.members(members);
            return JsonNull.NULL;
        });
    }

    /**
     * Reads a file.
     *
     * @param file where the document is
     * @return the root of its tree
     * @throws MalformedJsonException if it is not JSON, names a member twice, or is beyond the limits
     * @throws IOException if the file can't be read
     */
    public JsonValue read(Path file) throws IOException {
        try (InputStream document = Files.newInputStream(file)) {
            return read(document);
        }
    }

    /**
     * Reads a document whose root is an object.
     *
     * @param document its bytes
     * @return its root
     * @throws MalformedJsonException as {@link #read(byte[])}, or if the root is anything else
     */
    public JsonObject readObject(byte[] document) throws MalformedJsonException {
        return requireObject(read(document));
    }

    /**
     * Reads a file whose root is an object.
     *
     * @param file where the document is
     * @return its root
     * @throws MalformedJsonException as {@link #read(Path)}, or if the root is anything else
     * @throws IOException if the file can't be read
     */
    public JsonObject readObject(Path file) throws IOException {
        return requireObject(read(file));
    }

    private boolean isPython() {
        return dialect == JsonDialect.PYTHON;
    }

    private JsonValue parsed(InputStream document, Parsing parsing) throws IOException {
        InputStream limited = new LimitedInputStream(document, limits.maxBytes());
        // A decoder of our own, as the library's replaces what is not UTF-8.
        Reader characters = new InputStreamReader(limited, StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = factory.createParser(characters)) {
            return parsed(parser, parsing);
        } catch (CharacterCodingException notText) {
            throw new MalformedJsonException("The document is not UTF-8");
        }
    }

    private JsonValue detected(byte[] document) throws IOException {
        try (JsonParser parser = factory.createParser(document)) {
            return parsed(parser, JsonTreeBuilder::document);
        } catch (CharConversionException notText) {
            throw new MalformedJsonException("The document is not Unicode text");
        }
    }

    private JsonValue parsed(JsonParser parser, Parsing parsing) throws IOException {
        try {
            return parsing.of(new JsonTreeBuilder(parser, limits.maxValues(), dialect));
        } catch (JsonProcessingException malformed) {
            throw new MalformedJsonException("Malformed JSON at " + position(malformed));
        }
    }

    private static JsonObject requireObject(JsonValue root) throws MalformedJsonException {
        return root.asObject().orElseThrow(() -> new MalformedJsonException("The document is not a JSON object"));
    }

    private static String position(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return at == null ? "an unknown position" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private interface Parsing {
        JsonValue of(JsonTreeBuilder builder) throws IOException;
    }
}
