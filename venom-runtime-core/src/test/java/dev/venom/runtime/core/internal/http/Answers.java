package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers as bytes. */
final class Answers {
    private Answers() {}

    static void ok(OutputStream out, String body, String... fields) throws IOException {
        status(out, 200, body, fields);
    }

    static void redirect(OutputStream out, int status, Object location) throws IOException {
        status(out, status, "Elsewhere", "Location: " + location);
    }

    static void status(OutputStream out, int status, String body, String... fields) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(out, status, bytes.length, fields);
        out.write(bytes);
        out.flush();
    }

    static void head(OutputStream out, int status, long contentLength, String... fields) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n");
        if (contentLength >= 0) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
