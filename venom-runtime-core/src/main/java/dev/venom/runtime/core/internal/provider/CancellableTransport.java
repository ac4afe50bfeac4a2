package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Interrupts a call when its operation is cancelled or paused. After a pause a metadata call is sent again; a
 * stream ends with CANCELLED, and whoever reads it asks {@link ProgressSink#checkpoint()} whether it was a pause
 * and how to go on. Thread-safe.
 */
public final class CancellableTransport implements Transport {
    private final Transport transport;
    private final ProgressSink operation;

    /**
     * A transport for one operation.
     *
     * @param transport what sends
     * @param operation whose calls they are
     */
    public CancellableTransport(Transport transport, ProgressSink operation) {
        this.transport = transport;
        this.operation = operation;
    }

    @Override
    public HttpReply send(HttpCall call) {
        while (true) {
            try {
                return interruptible(() -> transport.send(call));
            } catch (VenomException interrupted) {
                if (interrupted.code() != ErrorCode.CANCELLED) {
                    throw interrupted;
                }
                operation.checkpoint();
            }
        }
    }

    @Override
    public ReplyHead stream(HttpCall call, Consumer<String> lines) {
        return interruptible(() -> transport.stream(call, lines));
    }

    @SuppressWarnings("try")
    private <T> T interruptible(Supplier<T> call) {
        operation.checkpoint();
        Thread caller = Thread.currentThread();
        try (ProgressSink.Registration registration = operation.onInterrupt(caller::interrupt)) {
            return call.get();
        } finally {
            // An interrupt of ours that came too late must not hit what this thread does next.
            Thread.interrupted();
        }
    }
}
