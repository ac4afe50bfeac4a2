package dev.venom.runtime.core.internal.connection;

import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.OptionalLong;

/** How an answer tells where its body ends. */
public final class Framing {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    /** What fits a long without a check. */
    private static final int MOST_DIGITS = 18;

    private Framing() {}

    /**
     * Whether the body comes in chunks, which counts before any length (RFC 9112, 6.3).
     *
     * @param headers fields of the answer
     * @return whether it does
     */
    public static boolean isChunked(HttpHeaders headers) {
        return headers.allValues("Transfer-Encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    /**
     * Whether a length is announced for a body in chunks: the JDK's client would take the frames for content.
     *
     * @param headers fields of the answer
     * @return whether it is
     */
    public static boolean isContradictory(HttpHeaders headers) {
        return isChunked(headers) && headers.firstValue("Content-Length").isPresent();
    }

    /**
     * The body of an answer.
     *
     * @throws ProtocolException if nobody can tell where it ends
     */
    static Body body(String method, ResponseHead head, Inbound inbound) throws ProtocolException {
        if (method.equals("HEAD") || head.statusCode() == NO_CONTENT || head.statusCode() == NOT_MODIFIED) {
            return Body.NONE;
        }
        if (isChunked(head.headers())) {
            return new ChunkedBody(inbound);
        }
        OptionalLong length = length(head.headers());
        return length.isPresent() ? new MeasuredBody(inbound, length.getAsLong()) : new OpenEndedBody(inbound);
    }

    /** Whether the connection can serve another request after this answer (RFC 9112, 9.3). */
    static boolean keepsConnection(ResponseHead head) {
        return head.minorVersion() > 0
                && !isContradictory(head.headers())
                && head.headers().allValues("Connection").stream()
                        .noneMatch(option -> option.toLowerCase(Locale.ROOT).contains("close"));
    }

    /** The announced length, which may be said several times, but not of several kinds (RFC 9112, 6.3). */
    private static OptionalLong length(HttpHeaders headers) throws ProtocolException {
        long length = -1;
        for (String field : headers.allValues("Content-Length")) {
            for (String value : field.split(",", -1)) {
                long one = number(value.strip());
                if (length >= 0 && one != length) {
                    throw new ProtocolException("The answer announces two lengths");
                }
                length = one;
            }
        }
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private static long number(String digits) throws ProtocolException {
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(one -> one >= '0' && one <= '9');
        if (!wellFormed) {
            throw new ProtocolException("The answer announces a length that is none");
        }
        return Long.parseLong(digits);
    }
}
