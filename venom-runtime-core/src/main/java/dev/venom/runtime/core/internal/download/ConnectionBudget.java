package dev.venom.runtime.core.internal.download;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections of an engine, shared out fairly: the call with the fewest gets the next one, within it the
 * file with the fewest. Thread-safe.
 *
 * <p>Nobody waits here: whoever wants a connection is started when there is one for it.
 */
final class ConnectionBudget {
    /** A file that may get connections. */
    interface Claimant {
        /** To which call it belongs. */
        Object party();

        /** Whether it could use one more connection now. Called under the budget's lock, so it is quick. */
        boolean wantsConnection();

        /** Uses a connection; on another thread, which releases it in the end. */
        void connect();

        /** Gives up one connection soon, because others have none. */
        void yieldConnection();
    }

    private static final Duration BETWEEN_RELIEFS = Duration.ofSeconds(1);

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Claimant> claimants = new ArrayList<>();
    private final Map<Claimant, Integer> active = new HashMap<>();
    private int used;
    private long relievedAt = System.nanoTime();

    ConnectionBudget(int limit) {
        this.limit = limit;
    }

    void register(Claimant claimant) {
        lock.lock();
        try {
            claimants.add(claimant);
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    void unregister(Claimant claimant) {
        lock.lock();
        try {
            claimants.remove(claimant);
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    void release(Claimant claimant) {
        lock.lock();
        try {
            used--;
            active.merge(claimant, -1, (count, one) -> count + one == 0 ? null : count + one);
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    /** Hands out what is free, after anything changed that makes somebody want a connection. */
    void dispatch() {
        Optional<Claimant> next = grant();
        while (next.isPresent()) {
            next.get().connect();
            next = grant();
        }
    }

    /** Where a file has no connection because others hold them all, has one of them give one up. */
    void relieveStarving() {
        Optional<Claimant> donor = Optional.empty();
        lock.lock();
        try {
            long now = System.nanoTime();
            if (used >= limit && now - relievedAt > BETWEEN_RELIEFS.toNanos()) {
                relievedAt = now;
                donor = claimants.stream()
                        .filter(claimant -> connections(claimant) == 0 && claimant.wantsConnection())
                        .min(Comparator.comparingInt(this::connectionsOfParty))
                        .flatMap(this::donorFor);
            }
        } finally {
            lock.unlock();
        }
        donor.ifPresent(Claimant::yieldConnection);
    }

    private Optional<Claimant> donorFor(Claimant starving) {
        int needed = connectionsOfParty(starving) + 1;
        return claimants.stream()
                .filter(other -> connections(other) > 1
                        || connections(other) > 0
                                && other.party() != starving.party()
                                && connectionsOfParty(other) > needed)
                .max(Comparator.comparingInt(this::connectionsOfParty).thenComparingInt(this::connections));
    }

    private Optional<Claimant> grant() {
        lock.lock();
        try {
            if (used >= limit) {
                return Optional.empty();
            }
            Optional<Claimant> next = claimants.stream()
                    .filter(Claimant::wantsConnection)
                    .min(Comparator.comparingInt(this::connectionsOfParty).thenComparingInt(this::connections));
            next.ifPresent(claimant -> {
                used++;
                active.merge(claimant, 1, Integer::sum);
            });
            return next;
        } finally {
            lock.unlock();
        }
    }

    private int connections(Claimant claimant) {
        return active.getOrDefault(claimant, 0);
    }

    private int connectionsOfParty(Claimant claimant) {
        return claimants.stream()
                .filter(other -> other.party() == claimant.party())
                .mapToInt(this::connections)
                .sum();
    }
}
