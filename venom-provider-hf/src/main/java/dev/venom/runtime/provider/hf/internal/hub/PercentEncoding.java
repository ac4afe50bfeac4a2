package dev.venom.runtime.provider.hf.internal.hub;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding of RFC 3986. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /** Encodes a text for one path segment or query value: nothing but unreserved characters stays. */
    static String segment(String text) {
        return encode(text, "");
    }

    /** Encodes a path; its slashes stay. */
    static String path(String text) {
        return encode(text, "/");
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isUnreserved(character) || kept.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || UNRESERVED.indexOf(character) >= 0;
    }
}
