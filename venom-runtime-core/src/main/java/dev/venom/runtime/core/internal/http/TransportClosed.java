package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;

/** Why a call ends when its client does. */
final class TransportClosed {
    private TransportClosed() {}

    static VenomException failure() {
        return new VenomException(
                ErrorCode.CANCELLED, "The call was ended because the library was closed", "Open it again.");
    }
}
