package dev.venom.runtime.provider.hf.internal.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding of a JSON document, told by its first bytes as Python's {@code json.detect_encoding} does. */
final class UnicodeEncoding {
    private static final int UNIT = 4;

    private UnicodeEncoding() {}

    /** Reads a document's text from its bytes; a byte order mark is no part of it. */
    static Encoded of(byte[] document) {
        if (startsWith(document, 0xEF, 0xBB, 0xBF)) {
            return new Encoded(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(document, 0xFF, 0xFE, 0, 0)) {
            return new Encoded(Charset.forName("UTF-32LE"), 4);
        }
        if (startsWith(document, 0, 0, 0xFE, 0xFF)) {
            return new Encoded(Charset.forName("UTF-32BE"), 4);
        }
        if (startsWith(document, 0xFF, 0xFE)) {
            return new Encoded(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(document, 0xFE, 0xFF)) {
            return new Encoded(StandardCharsets.UTF_16BE, 2);
        }
        return new Encoded(unmarked(document), 0);
    }

    /** The first character of a document is ASCII, so zeros around it tell the width of a character. */
    private static Charset unmarked(byte[] document) {
        if (document.length >= UNIT) {
            if (document[0] == 0) {
                return document[1] == 0 ? Charset.forName("UTF-32BE") : StandardCharsets.UTF_16BE;
            }
            if (document[1] == 0) {
                boolean isWide = document[2] == 0 && document[3] == 0;
                return isWide ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
            }
        } else if (document.length == 2 && (document[0] == 0 || document[1] == 0)) {
            return document[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] document, int... mark) {
        if (document.length < mark.length) {
            return false;
        }
        for (int index = 0; index < mark.length; index++) {
            if ((document[index] & 0xff) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    /**
     * How text is laid down in bytes. Immutable.
     *
     * @param charset its encoding
     * @param from where it begins
     */
    record Encoded(Charset charset, int from) {}
}
