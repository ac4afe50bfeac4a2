package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.ReplyHead;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer at the end of a chain of redirects, of any status.
 *
 * @param head status and headers
 * @param body what the handler made of the body; for handlers that return early it may still be arriving
 * @param serverWait how long the server asked to wait before the next call to it; the next exchange with that
 *     origin waits by itself, so that the caller adds no pause of its own
 */
public record TransportResponse<T>(ReplyHead head, T body, Optional<Duration> serverWait) {
    @Override
    public String toString() {
        return head.toString();
    }
}
