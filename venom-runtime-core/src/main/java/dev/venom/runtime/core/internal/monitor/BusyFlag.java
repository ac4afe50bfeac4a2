package dev.venom.runtime.core.internal.monitor;

import java.util.concurrent.atomic.AtomicBoolean;

/** Lets one at a time do something. Thread-safe. */
final class BusyFlag {
    private final AtomicBoolean taken = new AtomicBoolean();

    /** False while somebody is at it. */
    boolean begin() {
        return taken.compareAndSet(false, true);
    }

    void end() {
        taken.set(false);
    }
}
