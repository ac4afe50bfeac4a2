package dev.venom.runtime.core.internal.operation;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A place among the downloads that run at once; a paused operation gives it up for others. Thread-safe. */
final class DownloadSlot implements AutoCloseable {
    private static final String LANE = "downloads";

    private final LaneScheduler turns;
    private final int width;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<LaneScheduler.Ticket> ticket = Optional.empty();

    DownloadSlot(LaneScheduler turns, int width) {
        this.turns = turns;
        this.width = width;
    }

    /** Waits for a place, unless it has one; returns early if {@code abandoned} became true. */
    void take(BooleanSupplier abandoned) {
        lock.lock();
        try {
            if (ticket.isPresent()) {
                return;
            }
            ticket = Optional.of(turns.join(LANE, width));
        } finally {
            lock.unlock();
        }
        ticket.ifPresent(place -> place.await(abandoned));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            ticket.ifPresent(LaneScheduler.Ticket::close);
            ticket = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
