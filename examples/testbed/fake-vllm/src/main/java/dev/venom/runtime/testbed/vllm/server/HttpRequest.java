package dev.venom.runtime.testbed.vllm.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read to its end. Immutable.
 *
 * @param method such as {@code GET}
 * @param path without its query
 * @param query what follows the question mark
 * @param headers fields by lower-case names
 * @param body its text
 */
record HttpRequest(String method, String path, String query, Map<String, String> headers, String body) {
    /** Reads the next request of a connection; empty where the client has closed it. */
    static Optional<HttpRequest> read(InputStream in) throws IOException {
        Optional<String> first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ");
        Map<String, String> headers = new HashMap<>();
        for (Optional<String> line = line(in); line.isPresent() && !line.get().isEmpty(); line = line(in)) {
            int colon = line.get().indexOf(':');
            headers.put(
                    line.get().substring(0, colon).toLowerCase(Locale.ROOT),
                    line.get().substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String target = words.length > 1 ? words[1] : "/";
        int mark = target.indexOf('?');
        return Optional.of(new HttpRequest(
                words[0],
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                body));
    }

    /** Whether the client wants the connection closed afterwards. */
    boolean isLast() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }

    /** A parameter of the query. */
    Optional<String> parameter(String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (text.length() > 0) {
                    throw new EOFException("The request ends in the middle");
                }
                return Optional.empty();
            }
            if (next == '\n') {
                return Optional.of(text.toString());
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
    }
}
