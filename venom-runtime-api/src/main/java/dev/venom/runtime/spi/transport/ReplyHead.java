package dev.venom.runtime.spi.transport;

import java.net.URI;

/**
 * An answer without its body. Immutable.
 *
 * @param status HTTP status
 * @param headers header fields
 * @param uri who answered; it may be signed, so it is never logged or shown
 */
public record ReplyHead(int status, Headers headers, URI uri) {
    /**
     * Whether the request was served.
     *
     * @return true for 200 to 299
     */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    @Override
    public String toString() {
        return status + " from " + Origin.of(uri);
    }
}
