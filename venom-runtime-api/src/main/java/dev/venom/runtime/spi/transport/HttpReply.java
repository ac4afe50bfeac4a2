package dev.venom.runtime.spi.transport;

import java.nio.charset.StandardCharsets;

/**
 * An answer, read to its end. The receiver must not change the body.
 *
 * @param head status and headers
 * @param body its bytes
 */
public record HttpReply(ReplyHead head, byte[] body) {
    /**
     * The body as text.
     *
     * @return the bytes read as UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return head + ", " + body.length + " bytes";
    }
}
