package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Heads of answers that nobody sent. */
final class Heads {
    private Heads() {}

    static ReplyHead of(int status, URI uri, String... namesAndValues) {
        return new ReplyHead(status, headers(namesAndValues), uri);
    }

    static Headers headers(String... namesAndValues) {
        Map<String, List<String>> fields = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put(namesAndValues[at], List.of(namesAndValues[at + 1]));
        }
        return Headers.of(fields);
    }
}
