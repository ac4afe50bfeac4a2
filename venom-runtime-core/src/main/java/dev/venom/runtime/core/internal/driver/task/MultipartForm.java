package dev.venom.runtime.core.internal.driver.task;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file in it (RFC 7578). Confined to one thread. */
final class MultipartForm {
    /** No sound file of ours and no model's name holds it. */
    private static final String BOUNDARY = "venom-form-3f1d6a0c94b2";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    MultipartForm field(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    MultipartForm file(String name, String fileName, String contentType, byte[] content) {
        return part(
                "name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "Content-Type: " + contentType + "\r\n",
                content);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(parts.toByteArray());
        form.writeBytes(text("--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private MultipartForm part(String disposition, String header, byte[] content) {
        parts.writeBytes(text(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + header + "\r\n"));
        parts.writeBytes(content);
        parts.writeBytes(text("\r\n"));
        return this;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
