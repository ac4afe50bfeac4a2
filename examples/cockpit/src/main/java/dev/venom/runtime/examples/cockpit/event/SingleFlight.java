package dev.venom.runtime.examples.cockpit.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Looks once for all who ask at the same time: many readers cost little more than one. Nobody is given what was seen
 * before they asked. Thread-safe.
 */
public final class SingleFlight implements Supplier<List<LoggedEvent>> {
    private final Supplier<List<LoggedEvent>> source;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private List<LoggedEvent> seen = List.of();
    private long answers;

    /**
     * Shares the looks of a source.
     *
     * @param source takes its time
     */
    public SingleFlight(Supplier<List<LoggedEvent>> source) {
        this.source = source;
    }

    @Override
    public List<LoggedEvent> get() {
        long turn = asked.incrementAndGet();
        lock.lock();
        try {
            if (answers < turn) {
                long last = asked.get();
                seen = source.get();
                answers = last;
            }
            return seen;
        } finally {
            lock.unlock();
        }
    }
}
