package dev.venom.runtime.core.internal.download;

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
 */
record Answer(Kind kind, Optional<Extent> bytes) {
    /** What to do with a body. */
    enum Kind {
        /** The bytes asked for. */
        PART,
        /** The file from its first byte. */
        WHOLE,
        /** A web page where a file was expected: a portal, a login. */
        PAGE,
        /** Compressed, although nobody asked for that. */
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
    static Answer of(int status, Headers headers, Extent asked, long sizeBytes, boolean page) {
        if (status != OK && status != PARTIAL_CONTENT) {
            return new Answer(Kind.FAILURE, Optional.empty());
        }
        if (headers.first("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            return new Answer(Kind.ENCODED, Optional.empty());
        }
        return status == PARTIAL_CONTENT ? part(headers, asked, sizeBytes) : whole(headers, sizeBytes, page);
    }

    private static Answer part(Headers headers, Extent asked, long sizeBytes) {
        return ContentRange.of(headers)
                .filter(range -> range.start() == asked.start() && range.end() <= asked.end())
                .filter(range -> range.total().orElse(sizeBytes) == sizeBytes)
                .map(range -> new Answer(Kind.PART, Optional.of(new Extent(range.start(), range.end()))))
                .orElse(new Answer(Kind.WRONG_RANGE, Optional.empty()));
    }

    private static Answer whole(Headers headers, long sizeBytes, boolean page) {
        boolean html = headers.first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
        boolean announcedLength = headers.number("Content-Length").orElse(-1) == sizeBytes;
        if (html && !page && !announcedLength) {
            return new Answer(Kind.PAGE, Optional.empty());
        }
        return new Answer(Kind.WHOLE, Optional.of(new Extent(0, sizeBytes)));
    }

    boolean usable() {
        return bytes.isPresent();
    }
}
