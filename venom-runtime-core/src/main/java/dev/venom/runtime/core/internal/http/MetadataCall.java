package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.zip.ZipException;

/** One metadata call, from its first try to its outcome. Confined to the calling thread. */
final class MetadataCall {
    private static final int MOST_BROKEN_BODIES = 5;
    private static final int SOONER = 4;
    private static final Duration ERROR_PATIENCE = Duration.ofSeconds(2);

    private final HttpTransporter transporter;
    private final HttpCall call;
    private final MetadataOptions options;
    private final CallDeadline timeout;
    private final boolean repeatable;
    private int tries;
    private int limitedTries;

    MetadataCall(HttpTransporter transporter, HttpCall call, MetadataOptions options) {
        this.transporter = transporter;
        this.call = call;
        this.options = options;
        this.timeout = new CallDeadline(options.clock(), call.timeout().orElse(options.timeout()));
        this.repeatable = call.method().equals("GET") || call.method().equals("HEAD");
    }

    HttpReply run() throws InterruptedException {
        while (true) {
            try {
                return attempt();
            } catch (RetryableException failed) {
                pauseOrGiveUp(failed);
            }
        }
    }

    private void pauseOrGiveUp(RetryableException failed) throws InterruptedException {
        tries++;
        if (failed.mostTries() < Integer.MAX_VALUE) {
            limitedTries++;
        }
        if (!repeatable || limitedTries >= failed.mostTries() || timeout.isOver()) {
            throw failed.failure();
        }
        if (!failed.hasServerWait()) {
            Duration pause = options.backoff().after(tries);
            options.sleeper().sleep(shorter(failed.isSoon() ? pause.dividedBy(SOONER) : pause, timeout.remaining()));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private HttpReply attempt() throws RetryableException, InterruptedException {
        TransportResponse<ReplyBody> response = open();
        try (ReplyStream body = new ReplyStream(response.body(), timeout.limit(), timeout::renew)) {
            StatusVerdict.check(call, response, errorBody(response));
            return new HttpReply(response.head(), read(response, body));
        } catch (StalledException stalled) {
            throw Stalls.failure(call, timeout.limit(), stalled);
        } catch (InterruptedIOException interrupted) {
            throw interruption(interrupted);
        } catch (ZipException damaged) {
            throw unreadable(damaged);
        } catch (IOException broken) {
            throw new RetryableException(
                    transporter.brokenBody(response.head(), broken).failure(), MOST_BROKEN_BODIES, false);
        }
    }

    // Not as progress: a server that fails over and over would be asked for ever
    private static ReplyStream errorBody(TransportResponse<ReplyBody> response) {
        return new ReplyStream(response.body(), ERROR_PATIENCE, () -> {});
    }

    private TransportResponse<ReplyBody> open() throws RetryableException, InterruptedException {
        TransportRequest request =
                TransportRequest.of(call).withHeadTimeout(timeout.forOneTry()).withWaits(timeout::excuse);
        try {
            return transporter.exchange(request, ReplyBody.handler());
        } catch (TransportException broken) {
            throw RetryableException.of(broken);
        }
    }

    private byte[] read(TransportResponse<ReplyBody> response, ReplyStream body) throws IOException {
        boolean empty = BodyDecoding.isEmpty(call, response.head());
        long announced = response.head().headers().number("Content-Length").orElse(0);
        if (!empty && announced > call.maxReplyBytes()) {
            throw tooLong();
        }
        InputStream plain = BodyDecoding.decoded(call, response.head(), body);
        return BoundedBytes.read(plain, call.maxReplyBytes()).orElseThrow(this::tooLong);
    }

    private VenomException tooLong() {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                Addresses.shown(call.uri()) + " answered with more than " + call.maxReplyBytes() + " bytes",
                "Check that the address is the right one.");
    }

    private VenomException unreadable(ZipException damaged) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                Addresses.shown(call.uri()) + " sent damaged gzip",
                "A proxy between may compress answers; try again later.",
                damaged);
    }

    private static InterruptedException interruption(InterruptedIOException cause) {
        // The flag is set already; whoever catches this sets it again
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("Interrupted while reading");
        interrupted.initCause(cause);
        return interrupted;
    }
}
