package dev.venom.runtime.testbed.vllm.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer. Immutable.
 *
 * @param status HTTP status
 * @param type content type
 * @param body its text; empty for a stream
 * @param stream writes events one by one; empty where the body is whole
 */
record HttpAnswer(int status, String type, String body, Optional<EventStream> stream) {
    /** Writes events as they come. */
    @FunctionalInterface
    interface EventStream {
        void writeTo(EventSink sink) throws IOException;
    }

    /** Takes the data of one event. */
    @FunctionalInterface
    interface EventSink {
        void event(String data) throws IOException;
    }

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, "application/json", body, Optional.empty());
    }

    static HttpAnswer text(int status, String body) {
        return new HttpAnswer(status, "text/plain; version=0.0.4; charset=utf-8", body, Optional.empty());
    }

    static HttpAnswer events(EventStream stream) {
        return new HttpAnswer(200, "text/event-stream; charset=utf-8", "", Optional.of(stream));
    }

    /** vLLM's own form of an error. */
    static HttpAnswer error(int status, String type, String message) {
        return json(
                status,
                "{\"error\":{\"message\":" + Json.quoted(message) + ",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":" + status + "}}");
    }

    /** The form of the framework below it. */
    static HttpAnswer detail(int status, String detail) {
        return json(status, "{\"detail\":" + Json.quoted(detail) + "}");
    }

    void writeTo(OutputStream out, boolean last) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String framing = stream.isPresent() ? "transfer-encoding: chunked" : "content-length: " + bytes.length;
        String head = "HTTP/1.1 " + status + " " + reason() + "\r\nserver: uvicorn\r\ncontent-type: " + type + "\r\n"
                + framing + "\r\n" + (last ? "connection: close\r\n" : "") + "\r\n";
        if (stream.isEmpty()) {
            byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
            byte[] whole = new byte[headBytes.length + bytes.length];
            System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
            System.arraycopy(bytes, 0, whole, headBytes.length, bytes.length);
            out.write(whole);
        } else {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            stream.get().writeTo(data -> chunk(out, "data: " + data + "\n\n"));
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
