package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.connection.Exchange;
import dev.venom.runtime.core.internal.http.ByteRange;
import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.TransportException;
import dev.venom.runtime.core.internal.http.TransportRequest;
import dev.venom.runtime.core.internal.http.TransportResponse;
import dev.venom.runtime.core.internal.partial.Extent;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** One request for a range, from a fresh address to its last byte or its end before that. Thread-safe. */
final class RangeAttempt {
    /** Who sent it. */
    interface Owner {
        /** Called when a server sends the file from its first byte instead of the range asked for. */
        boolean acceptsWhole(RangeAttempt attempt);

        /** Takes bytes. */
        RangeBody.Sink sink();

        /** What a failing disk means for the file. */
        VenomException unwritable(IOException cause);

        /** Told of a wait that a server named; may throw. */
        void serverWaits(Duration wait);

        /** Told that a server speaks to us, and how. */
        void answered(RangeResponse answer);
    }

    private final RemoteFile file;
    private final Extent range;
    private final boolean wholeFile;
    private final boolean ranged;
    private final HttpTransporter transporter;
    private final DownloadSettings settings;
    private final Owner owner;
    private final AttemptFailures setbacks;
    private final long begunAt = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Thread> exchanging = Optional.empty();
    private Optional<RangeBody> body = Optional.empty();
    private Optional<AttemptFailure> abortedFor = Optional.empty();
    private boolean aborted;

    /**
     * An attempt that has not begun.
     *
     * @param ranged false where the server is asked for the file as a whole, whatever is missing of it
     */
    RangeAttempt(
            RemoteFile file,
            Extent range,
            boolean ranged,
            HttpTransporter transporter,
            DownloadSettings settings,
            Owner owner) {
        this.file = file;
        this.range = range;
        this.wholeFile =
                range.length() == file.sizeBytes() && (!ranged || file.sizeBytes() <= settings.minRangeBytes());
        this.ranged = ranged && !wholeFile;
        this.transporter = transporter;
        this.settings = settings;
        this.owner = owner;
        this.setbacks = new AttemptFailures(file);
    }

    Extent range() {
        return range;
    }

    /** Whether it asks for a part of the file. */
    boolean isRanged() {
        return ranged;
    }

    /** Which bytes of its range did not come; all of them where the answer was for the whole file. */
    Optional<Extent> rest() {
        Extent assigned = assigned();
        long position = Math.max(assigned.start(), position());
        return position < assigned.end() ? Optional.of(new Extent(position, assigned.end())) : Optional.empty();
    }

    long receivedBytes() {
        return Math.max(0, position() - assigned().start());
    }

    double bytesPerSecond() {
        return receivedBytes() * 1e9 / Math.max(1, System.nanoTime() - begunAt);
    }

    /**
     * Runs to the end.
     *
     * @return what went wrong; empty where all came, or somebody aborted it without a reason
     */
    Optional<AttemptFailure> run() {
        try {
            Optional<AttemptFailure> setback = exchange();
            return wasAborted() ? abortReason() : setback;
        } catch (TransportException broken) {
            return wasAborted() ? abortReason() : Optional.of(setbacks.broken(broken));
        } catch (InterruptedException aborted) {
            return abortReason();
        } catch (VenomException refused) {
            return wasAborted() ? abortReason() : Optional.of(AttemptFailure.fatal(refused));
        }
    }

    private Optional<AttemptFailure> exchange() throws TransportException, InterruptedException {
        if (!beginExchange()) {
            return Optional.empty();
        }
        HttpCall call;
        TransportResponse<Exchange> response;
        try {
            call = file.source().call();
            response = transporter.receive(request(call));
        } finally {
            endExchange();
        }
        try (RangeBody opened = bodyOf(response)) {
            begin(opened);
            return opened.answer().usable()
                    ? conclude(opened, opened.transfer())
                    : Optional.of(judge(response, opened.answer().kind(), call));
        }
    }

    private TransportRequest request(HttpCall call) {
        TransportRequest request = TransportRequest.of(call)
                .withJudge(file.source()::refusal)
                .withHeadTimeout(settings.stallTimeout())
                .withWaits(owner::serverWaits);
        return ranged ? request.withRange(ByteRange.of(range.start(), range.end())) : request;
    }

    private AttemptFailure judge(TransportResponse<Exchange> response, RangeResponse.Kind kind, HttpCall call) {
        Optional<Duration> wait = response.serverWait();
        if (wait.isPresent() && wait.get().compareTo(settings.longestServerWait()) > 0) {
            return AttemptFailure.fatal(
                    setbacks.tooLongToWait(Origin.of(response.head().uri()), wait.get()));
        }
        return kind == RangeResponse.Kind.FAILURE
                ? setbacks.status(response.head(), call.uri())
                : setbacks.unusable(kind, response.head());
    }

    private RangeBody bodyOf(TransportResponse<Exchange> response) {
        RangeResponse answer = RangeResponse.of(
                response.head().status(),
                response.head().headers(),
                range,
                file.sizeBytes(),
                file.path().toString().endsWith("html"));
        return new RangeBody(answer, response.body(), owner.sink(), System::nanoTime);
    }

    private void begin(RangeBody opened) {
        lock.lock();
        try {
            body = Optional.of(opened);
        } finally {
            lock.unlock();
        }
        if (wasAborted() || !accepts(opened.answer())) {
            opened.abort();
        }
    }

    private boolean accepts(RangeResponse answer) {
        if (answer.kind() == RangeResponse.Kind.WHOLE && !wholeFile) {
            return owner.acceptsWhole(this);
        }
        if (answer.usable()) {
            owner.answered(answer);
        }
        return true;
    }

    private Optional<AttemptFailure> conclude(RangeBody opened, RangeBody.End end) {
        if (end instanceof RangeBody.End.Unwritable unwritable) {
            return Optional.of(AttemptFailure.fatal(owner.unwritable(unwritable.cause())));
        }
        if (rest().isEmpty()) {
            return Optional.empty();
        }
        if (end instanceof RangeBody.End.Undecodable) {
            return Optional.of(setbacks.damagedPacking(opened.position()));
        }
        if (end instanceof RangeBody.End.Broken broken) {
            return Optional.of(setbacks.brokenBody(opened.position(), broken.cause()));
        }
        return Optional.of(setbacks.shortBody(opened.position()));
    }

    /** Ends the attempt soon; when it returns, nothing more is written. */
    void abort() {
        abort(Optional.empty());
    }

    /** Ends an attempt whose connection has gone silent. */
    void abortIfStalled() {
        Optional<RangeBody> current = body();
        if (current.isPresent()
                && current.get().silentNanos() > settings.stallTimeout().toNanos()) {
            abort(Optional.of(setbacks.silent(settings.stallTimeout())));
        }
    }

    private void abort(Optional<AttemptFailure> reason) {
        lock.lock();
        try {
            if (!aborted) {
                aborted = true;
                abortedFor = reason;
            }
            exchanging.ifPresent(Thread::interrupt);
        } finally {
            lock.unlock();
        }
        body().ifPresent(RangeBody::abort);
    }

    private boolean beginExchange() {
        lock.lock();
        try {
            exchanging = Optional.of(Thread.currentThread());
            return !aborted;
        } finally {
            lock.unlock();
        }
    }

    private void endExchange() {
        lock.lock();
        try {
            exchanging = Optional.empty();
            // An interrupt that came late must not close the file's channels, which this thread uses next.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    private Extent assigned() {
        boolean whole = body().map(RangeBody::answer)
                .filter(answer -> answer.kind() == RangeResponse.Kind.WHOLE)
                .isPresent();
        return whole ? new Extent(0, file.sizeBytes()) : range;
    }

    private long position() {
        return body().filter(opened -> opened.answer().usable())
                .map(RangeBody::position)
                .orElse(range.start());
    }

    private Optional<RangeBody> body() {
        lock.lock();
        try {
            return body;
        } finally {
            lock.unlock();
        }
    }

    private boolean wasAborted() {
        lock.lock();
        try {
            return aborted;
        } finally {
            lock.unlock();
        }
    }

    private Optional<AttemptFailure> abortReason() {
        lock.lock();
        try {
            return abortedFor;
        } finally {
            lock.unlock();
        }
    }
}
