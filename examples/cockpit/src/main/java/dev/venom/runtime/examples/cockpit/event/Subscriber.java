package dev.venom.runtime.examples.cockpit.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader of events, who may be slow, but not too slow: one who falls far behind is cut off. Thread-safe. */
final class Subscriber {
    private final BlockingQueue<LoggedEvent> waiting;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Makes a reader for whom so many events are kept. */
    Subscriber(int capacity) {
        waiting = new LinkedBlockingQueue<>(capacity);
    }

    /** Never blocks: false, and the end of it, where the reader did not keep up. */
    boolean offer(LoggedEvent event) {
        if (!over.get() && !waiting.offer(event)) {
            over.set(true);
        }
        return !over.get();
    }

    Optional<LoggedEvent> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isCutOff() {
        return over.get();
    }

    void end() {
        over.set(true);
    }
}
