package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.util.Map;

/**
 * What a supervisor remembers of a runtime that it has in hand, and whether somebody else has written it since.
 * Thread-safe.
 */
final class TrackedMemory implements SupervisorMemory {
    private final FileMemory file;
    private volatile Map<String, String> known = Map.of();

    TrackedMemory(FileMemory file) {
        this.file = file;
    }

    boolean isOf(String runtime) {
        return file.runtime().equals(runtime);
    }

    boolean isChangedByOthers() {
        return !file.recall().equals(known);
    }

    /** Takes what stands there now for known. */
    void accept() {
        known = file.recall();
    }

    @Override
    public Map<String, String> recall() {
        return file.recall();
    }

    @Override
    public void remember(Map<String, String> facts) {
        // Known before it can be read: a look in between must not take it for somebody else's.
        known = Map.copyOf(facts);
        file.remember(facts);
    }

    @Override
    public boolean replace(Map<String, String> expected, Map<String, String> facts) {
        Map<String, String> former = known;
        known = Map.copyOf(facts);
        boolean replaced = false;
        try {
            replaced = file.replace(expected, facts);
            return replaced;
        } finally {
            if (!replaced) {
                known = former;
            }
        }
    }
}
