package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import java.time.Duration;

/** Says that a server went silent in the middle of an answer. */
final class Stalls {
    private Stalls() {}

    static VenomException failure(HttpCall call, Duration timeout, StalledException cause) {
        return new VenomException(
                ErrorCode.STALLED,
                Addresses.shown(call.uri()) + " stopped in the middle of its answer and sent nothing for "
                        + timeout.toMillis() / 1000.0 + " s",
                "Try again; if it lasts, check the network and proxies between.",
                cause);
    }
}
