package dev.venom.runtime.examples.cockpit.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events, so that a reader who lost the connection misses none of them. Thread-safe.
 *
 * <p>An id is {@code epoch-number}: the epoch is of this log alone, so that an id of an earlier process is
 * recognised as foreign.
 */
final class EventLog {
    private final String epoch;
    private final int capacity;
    private final Deque<LoggedEvent> events = new ArrayDeque<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long last;

    EventLog(String epoch, int capacity) {
        this.epoch = epoch;
        this.capacity = capacity;
    }

    void add(String type, String data) {
        lock.lock();
        try {
            last++;
            LoggedEvent event = new LoggedEvent(Optional.of(epoch + "-" + last), type, data);
            events.addLast(event);
            if (events.size() > capacity) {
                events.removeFirst();
            }
            subscribers.removeIf(subscriber -> !subscriber.offer(event));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets a subscriber have every event from now on, and first those after an id, all without a gap.
     *
     * @return false if the id is too old or foreign, so that the subscriber needs a snapshot
     */
    boolean subscribe(Subscriber subscriber, Optional<String> lastId) {
        lock.lock();
        try {
            Optional<List<LoggedEvent>> missed = lastId.flatMap(this::after);
            missed.ifPresent(list -> list.forEach(subscriber::offer));
            subscribers.add(subscriber);
            return missed.isPresent();
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe(Subscriber subscriber) {
        lock.lock();
        try {
            subscribers.remove(subscriber);
        } finally {
            lock.unlock();
        }
    }

    private Optional<List<LoggedEvent>> after(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0 || !id.substring(0, dash).equals(epoch)) {
            return Optional.empty();
        }
        long number = number(id.substring(dash + 1));
        long oldest = last - events.size();
        if (number < oldest || number > last) {
            return Optional.empty();
        }
        return Optional.of(events.stream().skip(number - oldest).toList());
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }
}
