package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.http.ContentCoding;
import dev.venom.runtime.core.internal.http.ContentRange;
import dev.venom.runtime.core.internal.partial.Extent;
import dev.venom.runtime.spi.transport.Headers;
import java.util.Locale;
import java.util.Optional;

/**
 * What the head of an answer promises, measured against what was asked for. Immutable.
 *
 * @param kind what to do with the body
 * @param bytes which bytes of the file the body is; empty where it is none of them
 * @param coding how the body is packed
 */
record RangeResponse(Kind kind, Optional<Extent> bytes, ContentCoding coding) {
    /** What to do with a body. */
    enum Kind {
        /** The bytes asked for. */
        PART,
        /** The file from its first byte. */
        WHOLE,
        /** A web page where a file was expected: a portal, a login. */
        PAGE,
        /** Packed, although nobody asked for that, in a way that can't be undone. */
        ENCODED,
        /** Other bytes than those asked for, or it does not say which. */
        WRONG_RANGE,
        /** No success. */
        FAILURE
    }

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    /**
     * Reads a head.
     *
     * @param asked the range that was asked for
     * @param sizeBytes announced length of the file
     * @param page whether the file itself is a web page
     */
    static RangeResponse of(int status, Headers headers, Extent asked, long sizeBytes, boolean page) {
        if (status != OK && status != PARTIAL_CONTENT) {
            return none(Kind.FAILURE);
        }
        return status == PARTIAL_CONTENT ? part(headers, asked, sizeBytes) : whole(headers, sizeBytes, page);
    }

    /** Ranges of a packed body are not ranges of the file, unless their total says that the file itself is meant. */
    private static RangeResponse part(Headers headers, Extent asked, long sizeBytes) {
        ContentCoding coding = ContentCoding.of(headers);
        if (headers.first("Content-Range").isEmpty() && asked.length() == sizeBytes) {
            return whole(headers, sizeBytes, true);
        }
        return ContentRange.of(headers)
                .filter(range -> range.start() == asked.start() && range.end() <= asked.end())
                .filter(range -> range.total().orElse(coding == ContentCoding.NONE ? sizeBytes : -1) == sizeBytes)
                .map(range -> new RangeResponse(
                        Kind.PART, Optional.of(new Extent(range.start(), range.end())), ContentCoding.NONE))
                .orElse(none(Kind.WRONG_RANGE));
    }

    private static RangeResponse whole(Headers headers, long sizeBytes, boolean page) {
        boolean html = headers.first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
        boolean announcedLength = headers.number("Content-Length").orElse(-1) == sizeBytes;
        if (html && !page && !announcedLength) {
            return none(Kind.PAGE);
        }
        // A store that labels what is packed by itself (a .gz) sends the file as it is: the length tells
        ContentCoding coding = announcedLength ? ContentCoding.NONE : ContentCoding.of(headers);
        return coding == ContentCoding.OTHER
                ? none(Kind.ENCODED)
                : new RangeResponse(Kind.WHOLE, Optional.of(new Extent(0, sizeBytes)), coding);
    }

    private static RangeResponse none(Kind kind) {
        return new RangeResponse(kind, Optional.empty(), ContentCoding.NONE);
    }

    boolean usable() {
        return bytes.isPresent();
    }
}
