package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.HttpCall;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A call and how it is to be made. Immutable; each {@code with} method returns a copy.
 *
 * @param call what is asked
 * @param range the part of the file that is wanted, asked for again at each hop
 * @param judge judges answers of the call's own origin
 * @param headTimeout longest time until the head of an answer is there, for each hop; the body is not timed
 * @param waits told of each wait that the server named, before it begins: it is not to be counted as lack of
 *     progress; what it throws ends the call
 */
public record TransportRequest(
        HttpCall call,
        Optional<ByteRange> range,
        ResponseHeadCheck judge,
        Duration headTimeout,
        Consumer<Duration> waits) {
    /** Longest time until the head of an answer is there, where nobody says. */
    public static final Duration DEFAULT_HEAD_TIMEOUT = Duration.ofSeconds(30);

    /** Checks that nothing is missing. */
    public TransportRequest {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(headTimeout, "headTimeout");
        Objects.requireNonNull(waits, "waits");
    }

    /** A call for everything, without a judge. */
    public static TransportRequest of(HttpCall call) {
        return new TransportRequest(
                call, Optional.empty(), ResponseHeadCheck.lenient(), DEFAULT_HEAD_TIMEOUT, wait -> {});
    }

    /** Asks for a part only. */
    public TransportRequest withRange(ByteRange part) {
        return new TransportRequest(call, Optional.of(part), judge, headTimeout, waits);
    }

    /** Lets somebody judge. */
    public TransportRequest withJudge(ResponseHeadCheck other) {
        return new TransportRequest(call, range, other, headTimeout, waits);
    }

    /** Waits longer or shorter for the head of an answer. */
    public TransportRequest withHeadTimeout(Duration limit) {
        return new TransportRequest(call, range, judge, limit, waits);
    }

    /** Tells somebody of waits that the server named. */
    public TransportRequest withWaits(Consumer<Duration> listener) {
        return new TransportRequest(call, range, judge, headTimeout, listener);
    }
}
