package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.connection.Exchange;
import dev.venom.runtime.core.internal.http.ContentCoding;
import dev.venom.runtime.core.internal.http.Unpacking;
import dev.venom.runtime.core.internal.partial.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/**
 * Puts the bytes of an answer where they belong, as they arrive: from the connection's buffer into the file, without a
 * copy between. One thread carries them over; others may abort it and ask how it is doing.
 */
final class RangeBody implements AutoCloseable {
    /** Takes bytes; they may not be used afterwards. */
    @FunctionalInterface
    interface Sink {
        void write(ByteBuffer bytes, long position) throws IOException;
    }

    /** How a body ended. */
    sealed interface End {
        /** The server ended it, or all that was wanted has come. */
        record Finished() implements End {}

        /** The connection broke. */
        record Broken(Throwable cause) implements End {}

        /** What came is packed, and damaged. */
        record Undecodable(IOException cause) implements End {}

        /** The disk did not take it. */
        record Unwritable(IOException cause) implements End {}

        /** We ended it. */
        record Aborted() implements End {}
    }

    private final RangeResponse answer;
    private final Exchange exchange;
    private final Sink sink;
    private final LongSupplier nanoTime;
    private final long limit;
    private final Optional<Unpacking> unpacking;
    // Held while bytes are written: whoever aborts waits for it, and knows then that nothing more will be
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean aborted;
    private volatile boolean waiting;
    private volatile long position;
    private volatile long waitingSince;

    /** A body that is about to arrive. */
    RangeBody(RangeResponse answer, Exchange exchange, Sink sink, LongSupplier nanoTime) {
        this.answer = answer;
        this.exchange = exchange;
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.position = answer.bytes().map(Extent::start).orElse(0L);
        this.limit = answer.bytes().map(Extent::end).orElse(0L);
        this.unpacking = Optional.of(answer.coding())
                .filter(coding -> coding != ContentCoding.NONE)
                .map(Unpacking::new);
    }

    RangeResponse answer() {
        return answer;
    }

    /** The byte after the last that was written. */
    long position() {
        return position;
    }

    /** How long the connection has delivered nothing; a slow disk is not its fault. */
    long silentNanos() {
        return waiting ? nanoTime.getAsLong() - waitingSince : 0;
    }

    /** Ends the transfer; when it returns, nothing more is written. */
    void abort() {
        aborted = true;
        exchange.abort();
        writing.lock();
        writing.unlock();
    }

    /** Carries all bytes over that come and are wanted. */
    End transfer() {
        try {
            while (position < limit) {
                ByteBuffer arrived = await();
                if (!arrived.hasRemaining()) {
                    return new End.Finished();
                }
                Optional<End> end = take(arrived);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return new End.Finished();
        } catch (IOException broken) {
            return aborted ? new End.Aborted() : new End.Broken(broken);
        }
    }

    private ByteBuffer await() throws IOException {
        waitingSince = nanoTime.getAsLong();
        waiting = true;
        try {
            return exchange.next();
        } finally {
            waiting = false;
        }
    }

    private Optional<End> take(ByteBuffer arrived) {
        writing.lock();
        try {
            if (aborted) {
                return Optional.of(new End.Aborted());
            }
            if (unpacking.isPresent()) {
                unpacking.get().feed(arrived, this::write);
            } else {
                write(arrived);
            }
            return Optional.empty();
        } catch (ZipException damaged) {
            return Optional.of(new End.Undecodable(damaged));
        } catch (IOException unwritable) {
            return Optional.of(new End.Unwritable(unwritable));
        } finally {
            writing.unlock();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        // More than was promised: what is too much is not written
        int length = (int) Math.min(bytes.remaining(), limit - position);
        if (length > 0) {
            sink.write(bytes.limit(bytes.position() + length), position);
            position += length;
        }
    }

    /** Ends the exchange, whose connection serves again where all of the body has come. */
    @Override
    public void close() {
        unpacking.ifPresent(Unpacking::end);
        exchange.finish();
    }
}
