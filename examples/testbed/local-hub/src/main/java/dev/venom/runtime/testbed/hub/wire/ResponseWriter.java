package dev.venom.runtime.testbed.hub.wire;

import dev.venom.runtime.testbed.hub.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts answers into HTTP/1.1. */
public final class ResponseWriter {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(206, "Partial Content"),
            Map.entry(302, "Found"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private ResponseWriter() {}

    /** Sends the head and, unless the request was HEAD, the body. */
    public static void write(Request request, Response response, ResponseSink wire) throws IOException {
        wire.head(head(response));
        if (request.isHead()) {
            return;
        }
        Content body = response.body();
        if (response.framing() == Framing.CHUNKED) {
            ChunkedSink chunks = new ChunkedSink(wire);
            body.writeTo(chunks, 0, body.size());
            chunks.end();
        } else if (body.size() > 0) {
            body.writeTo(wire, 0, body.size());
        }
    }

    private static ByteBuffer head(Response response) {
        StringBuilder head = new StringBuilder();
        head.append("HTTP/1.1 ").append(response.status()).append(' ');
        head.append(REASONS.getOrDefault(response.status(), "Unnamed")).append("\r\n");
        response.headers().fields().forEach(field -> append(head, field.name(), field.value()));
        switch (response.framing()) {
            case LENGTH -> {
                if (!response.headers().has("Content-Length")) {
                    append(head, "Content-Length", Long.toString(response.body().size()));
                }
            }
            case CHUNKED -> append(head, "Transfer-Encoding", "chunked");
            case CLOSE -> append(head, "Connection", "close");
        }
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
