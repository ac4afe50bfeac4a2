package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A fault with the requests and the attempts that it strikes. Thread-safe. */
public final class FaultRule {

    private final Predicate<Request> target;
    private final int first;
    private final int last;
    private final Fault fault;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private volatile boolean removed;

    FaultRule(Predicate<Request> target, int first, int last, Fault fault) {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("Attempts count from 1 upwards, not " + first + " to " + last);
        }
        this.target = target;
        this.first = first;
        this.last = last;
        this.fault = fault;
    }

    /** How many requests it was meant for, struck or not. */
    public int attempts() {
        return attempts.get();
    }

    /** How many requests it has struck. */
    public int hits() {
        return hits.get();
    }

    /** Strikes no more. */
    public void remove() {
        removed = true;
    }

    Fault fault() {
        return fault;
    }

    boolean strikes(Request request) {
        if (removed || !target.test(request)) {
            return false;
        }
        int attempt = attempts.incrementAndGet();
        boolean struck = attempt >= first && attempt <= last;
        if (struck) {
            hits.incrementAndGet();
        }
        return struck;
    }
}
