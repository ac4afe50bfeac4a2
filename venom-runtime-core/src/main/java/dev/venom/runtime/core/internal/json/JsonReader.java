package dev.venom.runtime.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
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
import org.jspecify.annotations.Nullable;

/** Reads whole documents, within limits. Immutable and thread-safe. */
public final class JsonReader {
    private static final int LONGEST_NUMBER = 400;
    /** Python refuses whole numbers of more than 4300 digits. */
    private static final int LONGEST_PYTHON_NUMBER = 10_000;

    private static final int LONGEST_NAME = 8_192;

    private final JsonLimits limits;
    private final boolean isPython;
    private final JsonFactory factory;

    private JsonReader(JsonLimits limits, boolean isPython) {
        this.limits = limits;
        this.isPython = isPython;
        this.factory = factory(limits, isPython);
    }

    private static JsonFactory factory(JsonLimits limits, boolean isPython) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.maxBytes())
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxTextLength())
                        .maxNumberLength(isPython ? LONGEST_PYTHON_NUMBER : LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                // A symbol table shared by all documents is a table that hostile names can fill.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, isPython)
                // Nothing stays in the threads of a host.
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    /** A reader of RFC 8259: UTF-8, and each member named once, as this library and servers write it. */
    public static JsonReader within(JsonLimits limits) {
        return new JsonReader(limits, false);
    }

    /**
     * A reader that takes what Python takes, for files that Python programs write and load: {@code NaN} and
     * {@code Infinity} are read as {@code null}, of two members with one name the last counts, and a document's first
     * bytes tell its encoding.
     */
    public static JsonReader likePython(JsonLimits limits) {
        return new JsonReader(limits, true);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedJsonException if it is not JSON, names a member twice, or is beyond the limits
     */
    public JsonNode read(byte[] document) throws MalformedJsonException {
        if (document.length > limits.maxBytes()) {
            throw new MalformedJsonException("The document has more than " + limits.maxBytes() + " bytes");
        }
        try (JsonParser parser =
                isPython ? factory.createParser(document) : parser(new ByteArrayInputStream(document))) {
            return tree(parser).document();
        } catch (IOException broken) {
            throw malformed(broken);
        }
    }

    /**
     * Reads a document whose root is an object.
     *
     * @throws MalformedJsonException as {@link #read(byte[])}, or if the root is anything else
     */
    public JsonNode readObject(byte[] document) throws MalformedJsonException {
        JsonNode root = read(document);
        if (!root.isObject()) {
            throw new MalformedJsonException("The document is not a JSON object");
        }
        return root;
    }

    /**
     * Reads a file whose root is an object.
     *
     * @throws MalformedJsonException as {@link #readObject(byte[])}
     * @throws IOException if the file can't be read
     */
    public JsonNode readObject(Path file) throws IOException {
        try (InputStream document = Files.newInputStream(file)) {
            return readObject(document.readNBytes(limits.maxBytes() + 1));
        }
    }

    /**
     * Reads a document whose root is an object, member by member. The limit on values holds for the number of
     * members and for each of them.
     *
     * @throws MalformedJsonException if it is not a JSON object, names a member twice, or is beyond the limits
     * @throws IOException if the stream can't be read, or the receiver threw it
     */
    public void readMembers(InputStream document, JsonMembers members) throws IOException {
        try (JsonParser parser = parser(document)) {
            tree(parser).members(members);
        } catch (JsonProcessingException | CharacterCodingException broken) {
            throw malformed(broken);
        }
    }

    /** A decoder of our own, as the library's replaces what is not UTF-8. */
    private JsonParser parser(InputStream document) throws IOException {
        Reader characters = new InputStreamReader(document, StandardCharsets.UTF_8.newDecoder());
        return factory.createParser(characters);
    }

    private JsonTree tree(JsonParser parser) {
        return new JsonTree(parser, limits.maxValues(), !isPython);
    }

    private MalformedJsonException malformed(IOException broken) {
        if (broken instanceof MalformedJsonException malformed) {
            return malformed;
        }
        if (broken instanceof JsonProcessingException malformed) {
            return new MalformedJsonException("Malformed JSON at " + position(malformed.getLocation()));
        }
        if (broken instanceof CharacterCodingException || broken instanceof CharConversionException) {
            return new MalformedJsonException("The document is not " + (isPython ? "Unicode text" : "UTF-8"));
        }
        throw new AssertionError("Reading memory can't fail", broken);
    }

    private static String position(@Nullable JsonLocation at) {
        return at == null ? "an unknown position" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
