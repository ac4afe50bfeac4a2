package dev.venom.runtime.supervisor.systemd.internal.manager;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;

/** What becomes of a wait that somebody interrupts. */
public final class Interruption {
    private Interruption() {}

    /** Keeps the thread interrupted, and yields what to throw. */
    public static VenomException of(Exception cause) {
        Thread.currentThread().interrupt();
        return new VenomException(
                ErrorCode.CANCELLED,
                "The wait for systemd was interrupted; what it was asked for goes on",
                "Ask for the state of the runtime",
                cause);
    }
}
