package dev.venom.runtime.provider.hf.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * JSON as Python's {@code json} takes it, and so every loader of models: {@code NaN} and {@code Infinity}, names that
 * come twice, any encoding of Unicode, and nesting far deeper than Python's own limit.
 */
final class PythonJson {
    /** Python gives up at some thousand levels; each costs a few bytes here. */
    private static final int DEEPEST = 100_000;

    /** Python refuses whole numbers of more than 4300 digits; nothing here converts one. */
    private static final int LONGEST_NUMBER = 10_000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PythonJson() {}

    /**
     * The text of a document.
     *
     * @throws MalformedJsonException if the bytes are no text in the encoding that the first of them tell
     */
    static char[] text(byte[] document) {
        UnicodeEncoding.Encoded encoded = UnicodeEncoding.of(document);
        ByteBuffer bytes = ByteBuffer.wrap(document, encoded.from(), document.length - encoded.from());
        try {
            return encoded.charset().newDecoder().decode(bytes).toString().toCharArray();
        } catch (CharacterCodingException notText) {
            throw new MalformedJsonException("not text in " + encoded.charset(), notText);
        }
    }
}
