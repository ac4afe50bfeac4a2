package dev.venom.runtime.provider.hf.internal.safety;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.venom.runtime.provider.hf.internal.json.Json;
import dev.venom.runtime.provider.hf.internal.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * JSON as Python's {@code json} takes it, and so every loader of models: {@code NaN} and {@code Infinity}, names that
 * come twice, any encoding of Unicode, and nesting far deeper than Python's own limit. It is walked through, not built.
 *
 * @param bytes the document
 */
record PythonDocument(byte[] bytes) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // Python gives up at some thousand levels; each costs a few bytes here.
                    .maxNestingDepth(100_000)
                    // Python refuses whole numbers of more than 4300 digits; nothing here converts one.
                    .maxNumberLength(10_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Goes over each member of each object, however deep; what the reader has read is not walked through again.
     *
     * @throws MalformedJsonException if Python would not read the document either
     */
    void members(Json.MemberReader reader) {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            requireCharacters();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    reader.read(name, json);
                }
            }
        } catch (IOException broken) {
            throw new MalformedJsonException(broken);
        }
    }

    /** Jackson puts a replacement where bytes are no character. Encodings other than UTF-8 have zeros in every brace. */
    private void requireCharacters() throws IOException {
        boolean isUtf8 = IntStream.range(0, bytes.length).noneMatch(index -> bytes[index] == 0);
        if (isUtf8) {
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder())
                    .transferTo(Writer.nullWriter());
        }
    }

    /** The first texts in a value, however deep; the parser then stands at the value's end. */
    static List<String> textsWithin(JsonParser value, int limit) throws IOException {
        List<String> texts = new ArrayList<>();
        int depth = 0;
        do {
            JsonToken token = value.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && texts.size() < limit) {
                texts.add(value.getText());
            }
        } while (depth > 0 && value.nextToken() != null);
        return texts;
    }
}
