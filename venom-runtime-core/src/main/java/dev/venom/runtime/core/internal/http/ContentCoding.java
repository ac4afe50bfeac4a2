package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How a body was packed on its way, although identity was asked for: some proxies and stores pack all the same. */
public enum ContentCoding {
    /** As it is. */
    NONE,
    /** RFC 1952. */
    GZIP,
    /** RFC 1950, or without its frame, as some servers have it. */
    DEFLATE,
    /** Packed in a way that can't be undone here. */
    OTHER;

    private static final Map<String, ContentCoding> UNDERSTOOD =
            Map.of("gzip", GZIP, "x-gzip", GZIP, "deflate", DEFLATE);
    private static final Set<String> PACKED =
            Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress");

    /** The coding of an answer; labels that pack nothing ({@code utf-8}, {@code aws-chunked}) say nothing. */
    public static ContentCoding of(Headers headers) {
        List<String> codings = headers.all("Content-Encoding").stream()
                .flatMap(field -> Stream.of(field.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(PACKED::contains)
                .toList();
        if (codings.isEmpty()) {
            return NONE;
        }
        return codings.size() == 1 ? UNDERSTOOD.getOrDefault(codings.get(0), OTHER) : OTHER;
    }
}
