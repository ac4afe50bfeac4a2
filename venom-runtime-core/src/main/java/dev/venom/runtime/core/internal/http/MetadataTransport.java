package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The transport that providers and drivers are given. Thread-safe. */
public final class MetadataTransport implements Transport {
    private final HttpTransporter transporter;
    private final MetadataOptions options;

    /** A transport over a transporter, which stays its maker's to close. */
    public MetadataTransport(HttpTransporter transporter, MetadataOptions options) {
        this.transporter = Objects.requireNonNull(transporter, "transporter");
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public HttpReply send(HttpCall call) {
        try {
            return new MetadataCall(transporter, call, options).run();
        } catch (InterruptedException interrupted) {
            throw cancelled(call, interrupted);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A stream has no total limit, as a daemon's progress runs for hours; its lines have.
     */
    @Override
    public ReplyHead stream(HttpCall call, Consumer<String> lines) {
        Duration timeout = call.timeout().orElse(options.timeout());
        TransportResponse<ReplyBody> response = open(call, timeout);
        try (ReplyStream body = new ReplyStream(response.body(), timeout, () -> {})) {
            new LineReader(call.uri(), lines).readAll(BodyDecoding.decoded(call, response.head(), body));
            return response.head();
        } catch (StalledException stalled) {
            throw Stalls.failure(call, timeout, stalled);
        } catch (InterruptedIOException interrupted) {
            throw cancelled(call, interrupted);
        } catch (IOException broken) {
            throw transporter.brokenBody(response.head(), broken).failure();
        }
    }

    private TransportResponse<ReplyBody> open(HttpCall call, Duration timeout) {
        CallDeadline waits = new CallDeadline(options.clock(), timeout);
        try {
            return transporter.exchange(
                    TransportRequest.of(call).withHeadTimeout(timeout).withWaits(waits::excuse), ReplyBody.handler());
        } catch (TransportException broken) {
            throw broken.failure();
        } catch (InterruptedException interrupted) {
            throw cancelled(call, interrupted);
        }
    }

    private static VenomException cancelled(HttpCall call, Exception cause) {
        Thread.currentThread().interrupt();
        return new VenomException(
                ErrorCode.CANCELLED, "The call to " + Addresses.shown(call.uri()) + " was cancelled", "", cause);
    }
}
