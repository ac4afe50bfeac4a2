package dev.venom.runtime.core.internal.http;

import java.net.http.HttpHeaders;
import java.util.Locale;

/** How an answer tells where its body ends. */
final class Framing {
    private Framing() {}

    /** Whether the body comes in chunks, which counts before any length (RFC 9112, 6.3). */
    static boolean isChunked(HttpHeaders headers) {
        return headers.allValues("Transfer-Encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    /** Whether a length is announced for a body in chunks: the JDK's client would take the frames for content. */
    static boolean isContradictory(HttpHeaders headers) {
        return isChunked(headers) && headers.firstValue("Content-Length").isPresent();
    }
}
