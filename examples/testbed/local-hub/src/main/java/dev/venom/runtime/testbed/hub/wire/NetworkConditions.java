package dev.venom.runtime.testbed.hub.wire;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the network between a server and its clients is like. Immutable.
 *
 * @param bytesPerSecond how fast each connection is; as fast as can be where there is none
 * @param delay how much later every answer begins
 */
public record NetworkConditions(OptionalLong bytesPerSecond, Duration delay) {

    /** As fast as can be. */
    public static NetworkConditions unlimited() {
        return new NetworkConditions(OptionalLong.empty(), Duration.ZERO);
    }

    /** With this rate for each connection. */
    public NetworkConditions bytesPerSecond(long rate) {
        return new NetworkConditions(OptionalLong.of(rate), delay);
    }

    /** With every answer so much later. */
    public NetworkConditions delay(Duration wait) {
        return new NetworkConditions(bytesPerSecond, wait);
    }

    /** Where answers go, as they get through this network. */
    public ResponseSink over(ResponseSink sink) {
        ResponseSink throttled =
                bytesPerSecond.isPresent() ? new ThrottledSink(sink, bytesPerSecond.getAsLong()) : sink;
        return delay.isZero() ? throttled : new DelayedSink(throttled, delay);
    }
}
