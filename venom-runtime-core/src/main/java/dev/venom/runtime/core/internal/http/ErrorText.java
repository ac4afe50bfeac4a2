package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.ReplyHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a server says about an error of its own, short and fit to be shown. */
final class ErrorText {
    private static final int MOST_BYTES = 2048;
    private static final int MOST_CHARACTERS = 200;

    private ErrorText() {}

    /** A colon and the text; nothing where it is a page for browsers or cannot be read. */
    static String of(ReplyHead head, InputStream body) {
        String type = head.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.contains("json") && !type.startsWith("text/plain")) {
            return "";
        }
        try {
            return shown(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String shown(String text) {
        // Addresses in it may be signed, and control characters would move a terminal's cursor
        String clean = text.replaceAll("(https?://[^\\s?\"]*)\\?[^\\s\"]*", "$1")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return clean.isEmpty() ? "" : ": " + clean.substring(0, Math.min(clean.length(), MOST_CHARACTERS));
    }
}
