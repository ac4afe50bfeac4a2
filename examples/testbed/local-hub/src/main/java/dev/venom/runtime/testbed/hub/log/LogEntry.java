package dev.venom.runtime.testbed.hub.log;

import dev.venom.runtime.testbed.hub.log.RecordedRequest.Outcome;
import dev.venom.runtime.testbed.hub.wire.BlobRange;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.hub.wire.ResponseSink;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The record of a request under way. Written by the connection's thread, read by any. */
public final class LogEntry {

    private final long number;
    private final Request request;
    private final AtomicLong bodyBytesSent = new AtomicLong();
    private volatile @Nullable Response response;
    private volatile Outcome outcome = Outcome.OPEN;

    LogEntry(long number, Request request) {
        this.number = number;
        this.request = request;
    }

    /** Notes what is about to be answered. */
    public void answering(Response answer) {
        response = answer;
    }

    /** A wire that counts the body bytes that pass. */
    public ResponseSink counting(ResponseSink wire) {
        return new CountingSink(wire, bodyBytesSent);
    }

    /** Notes how the answer ended. */
    public void ended(Outcome end) {
        outcome = end;
    }

    RecordedRequest snapshot() {
        Response answer = response;
        long sent = bodyBytesSent.get();
        return new RecordedRequest(
                number,
                request.origin(),
                request.connection(),
                request.method(),
                request.target(),
                request.path(),
                request.headers(),
                answer == null ? OptionalInt.empty() : OptionalInt.of(answer.status()),
                sent,
                answer == null || sent == 0 ? Optional.empty() : answer.served().map(range -> sentOf(range, sent)),
                outcome);
    }

    private static BlobRange sentOf(BlobRange promised, long sent) {
        return new BlobRange(promised.blob(), promised.start(), Math.min(promised.end(), promised.start() + sent));
    }
}
