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
        return read(memory.recall());
    }

    private Optional<RuntimeRecord> read(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordCodec.read(facts));
        } catch (IllegalArgumentException unreadable) {
            if (!warned.getAndSet(true)) {
                LOG.warn("What was kept of {} cannot be read, and is left aside: {}", runtime, unreadable.getMessage());
            }
            return Optional.empty();
        }
    }

    /**
     * Keeps a record, durably, unless another host keeps another one by now.
     *
     * @param expected the record that this one follows
     * @param next this record
     * @return false where another host's record stays; nobody's words are no record
     */
    public boolean replace(RuntimeRecord expected, RuntimeRecord next) {
        Map<String, String> facts = memory.recall();
        boolean follows = read(facts).map(expected::equals).orElse(true);
        return follows && memory.replace(facts, RecordCodec.write(next));
    }

    /** Keeps a record, durably, whatever was kept before. */
    public void save(RuntimeRecord kept) {
        memory.remember(RecordCodec.write(kept));
    }
}
