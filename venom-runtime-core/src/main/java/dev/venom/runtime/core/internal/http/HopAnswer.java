package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Headers;
import java.util.Optional;

/**
 * What one server answered.
 *
 * @param status HTTP status
 * @param headers header fields
 * @param body what the handler made of the body; it may still be arriving
 * @param refusal why the call has to end with this answer
 */
record HopAnswer<T>(int status, Headers headers, T body, Optional<? extends RuntimeException> refusal) {
    HopAnswer(int status, Headers headers, T body) {
        this(status, headers, body, Optional.empty());
    }

    HopAnswer<T> refusedFor(Optional<? extends RuntimeException> reason) {
        return new HopAnswer<>(status, headers, body, reason);
    }
}
