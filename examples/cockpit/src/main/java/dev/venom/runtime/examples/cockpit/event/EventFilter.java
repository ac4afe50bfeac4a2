package dev.venom.runtime.examples.cockpit.event;

import dev.venom.runtime.api.runtime.RuntimeStatus;
import java.util.OptionalLong;

/** Which change is worth an event: figures always move a little, and nobody wants to hear of that. */
final class EventFilter {
    private static final long LEAST_BYTES = 4L << 20;
    private static final int SHARE = 50;

    private EventFilter() {}

    static boolean change(RuntimeStatus before, RuntimeStatus after) {
        return before.state() != after.state()
                || !before.reason().equals(after.reason())
                || !before.activeModel().equals(after.activeModel())
                || change(before.usage().memoryBytes(), after.usage().memoryBytes())
                || change(before.usage().vramBytes(), after.usage().vramBytes());
    }

    /** A fiftieth of what it was, and at least 4 MiB. */
    static boolean change(OptionalLong before, OptionalLong after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isPresent() != after.isPresent();
        }
        return change(before.getAsLong(), after.getAsLong());
    }

    static boolean change(long before, long after) {
        return Math.abs(after - before) >= Math.max(LEAST_BYTES, before / SHARE);
    }
}
