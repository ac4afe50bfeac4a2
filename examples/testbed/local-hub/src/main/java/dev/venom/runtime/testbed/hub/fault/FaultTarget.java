package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The requests that a fault is meant for, and the words to say which of them it strikes. Immutable. */
public final class FaultTarget {

    private final Predicate<Request> requests;
    private final Consumer<FaultRule> script;

    FaultTarget(Predicate<Request> requests, Consumer<FaultRule> script) {
        this.requests = requests;
        this.script = script;
    }

    /** Only requests of this method. */
    public FaultTarget method(String method) {
        return when(request -> request.method().equals(method));
    }

    /** Only requests for a range. */
    public FaultTarget ranged() {
        return when(request -> request.headers().has("Range"));
    }

    /** Only requests of which this holds. */
    public FaultTarget when(Predicate<Request> condition) {
        return new FaultTarget(requests.and(condition), script);
    }

    /** Strikes every time. */
    public FaultRule always(Fault fault) {
        return between(1, Integer.MAX_VALUE, fault);
    }

    /** Strikes the next so many times. */
    public FaultRule next(int times, Fault fault) {
        return between(1, times, fault);
    }

    /** Strikes from this attempt on; the next is attempt 1. */
    public FaultRule fromAttempt(int attempt, Fault fault) {
        return between(attempt, Integer.MAX_VALUE, fault);
    }

    /** Strikes these attempts, both ends included; the next is attempt 1. */
    public FaultRule between(int firstAttempt, int lastAttempt, Fault fault) {
        FaultRule rule = new FaultRule(requests, firstAttempt, lastAttempt, fault);
        script.accept(rule);
        return rule;
    }
}
