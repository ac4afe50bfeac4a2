package dev.venom.runtime.testbed.hub.fault;

import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.hub.wire.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The faults of a hub. Every rule that strikes a request has its effect, in the order in which they were added. Patterns
 * are of the decoded path: {@code **} stands for anything, {@code *} for anything but a slash. Thread-safe.
 */
public final class FaultScript {

    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

    /** A script without faults. */
    public FaultScript() {}

    /** Requests to either server whose path matches. */
    public FaultTarget on(String pathPattern) {
        PathPattern pattern = PathPattern.of(pathPattern);
        return new FaultTarget(request -> pattern.matches(request.path()), rules::add);
    }

    /** Requests to the Hub whose path matches. */
    public FaultTarget onHub(String pathPattern) {
        return on(pathPattern).when(request -> request.origin() == Origin.HUB);
    }

    /** Requests to the CDN whose path matches. */
    public FaultTarget onCdn(String pathPattern) {
        return on(pathPattern).when(request -> request.origin() == Origin.CDN);
    }

    /** Removes all faults. */
    public void clear() {
        rules.clear();
    }

    /** The faults that strike this request; asking counts as an attempt. */
    public ActiveFaults strike(Request request) {
        return new ActiveFaults(rules.stream()
                .filter(rule -> rule.strikes(request))
                .map(FaultRule::fault)
                .toList());
    }
}
