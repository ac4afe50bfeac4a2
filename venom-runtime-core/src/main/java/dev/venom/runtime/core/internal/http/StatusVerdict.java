package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.io.InputStream;
import java.util.Set;

/** What the status of an answer means for a metadata call. */
final class StatusVerdict {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Set<Integer> PASSING = Set.of(408, TOO_MANY_REQUESTS, 500, 502, 503, 504);

    private StatusVerdict() {}

    /**
     * Lets answers pass that the caller is to judge.
     *
     * @throws RetryableException if another try may mend it
     * @throws VenomException PROVIDER_UNAVAILABLE for a server error that none will mend
     */
    static void check(HttpCall call, TransportResponse<?> response, InputStream body) throws RetryableException {
        ReplyHead head = response.head();
        if (PASSING.contains(head.status())) {
            throw new RetryableException(
                    failure(call, head, body),
                    Integer.MAX_VALUE,
                    response.serverWait().isPresent());
        }
        if (head.status() >= FIRST_SERVER_ERROR) {
            throw failure(call, head, body);
        }
    }

    private static VenomException failure(HttpCall call, ReplyHead head, InputStream body) {
        if (head.status() == TOO_MANY_REQUESTS) {
            return new VenomException(
                    ErrorCode.RATE_LIMITED,
                    Addresses.shown(call.uri()) + " refuses more calls for now (429)",
                    "Try again later. A token often raises the limit.");
        }
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                Addresses.shown(call.uri()) + " answered with status " + head.status() + ErrorText.of(head, body),
                "The server has a problem of its own; try again later.");
    }
}
