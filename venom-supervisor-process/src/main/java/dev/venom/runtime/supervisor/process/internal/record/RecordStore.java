package dev.venom.runtime.supervisor.process.internal.record;

import dev.venom.runtime.spi.runtime.SupervisorMemory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the record of one runtime where every host finds it. Thread-safe. */
public final class RecordStore {
    private static final Logger LOG = LoggerFactory.getLogger(RecordStore.class);

    private final String runtime;
    private final SupervisorMemory memory;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Keeps a record in a memory.
     *
     * @param runtime id of the runtime, for the log
     * @param memory where
     */
    public RecordStore(String runtime, SupervisorMemory memory) {
        this.runtime = runtime;
        this.memory = memory;
    }

    /** What was kept last; empty where nothing was, or nothing that can be read. */
    public Optional<RuntimeRecord> load() {
        Map<String, String> facts = memory.recall();
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFacts.read(facts));
        } catch (IllegalArgumentException unreadable) {
            if (!warned.getAndSet(true)) {
                LOG.warn("What was kept of {} cannot be read, and is left aside: {}", runtime, unreadable.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Keeps a record, durably. */
    public void save(RuntimeRecord kept) {
        memory.remember(RecordFacts.write(kept));
    }
}
