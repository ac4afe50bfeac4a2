package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits for an answer as long as a start may take: a server may load its model when it is first asked for it, and drop
 * it again when whoever asked is gone. Only what asks for a long timeout gets it. Immutable.
 *
 * @param transport what sends
 * @param limit how long is waited
 * @param isGivenUp whether nobody waits any more: then nothing is sent
 */
record LongCallTransport(Transport transport, Duration limit, BooleanSupplier isGivenUp) implements Transport {
    private static final String POST = "POST";

    @Override
    public HttpReply send(HttpCall call) {
        return transport.send(patient(call));
    }

    @Override
    public ReplyHead stream(HttpCall call, Consumer<String> lines) {
        return transport.stream(patient(call), lines);
    }

    private HttpCall patient(HttpCall call) {
        if (isGivenUp.getAsBoolean()) {
            throw new VenomException(ErrorCode.STALLED, "Nobody waits for the answer any more.", "");
        }
        return call.timeout()
                .filter(own -> own.compareTo(limit) < 0 && call.method().equals(POST))
                .map(own -> call.withTimeout(limit))
                .orElse(call);
    }
}
