package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.core.internal.http.ContentCoding;
import dev.venom.runtime.core.internal.http.Unpacking;
import dev.venom.runtime.core.internal.partial.Extent;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/**
 * Puts the bytes of an answer where they belong, as they arrive: from the client's buffers into the file,
 * without a stream or a copy between. Thread-safe.
 */
final class RangeBody implements BodySubscriber<RangeBody> {
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

    private final Answer answer;
    private final Sink sink;
    private final LongSupplier nanoTime;
    private final long limit;
    private final boolean endsByItself;
    private final Optional<Unpacking> unpacking;
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private Optional<Subscription> subscription = Optional.empty();
    private boolean closed;
    private volatile long position;
    private volatile long lastByteAt;
    private volatile boolean writing;

    /**
     * A body that is about to arrive.
     *
     * @param contentLength the announced length of the body, negative where there is none
     */
    RangeBody(Answer answer, long contentLength, Sink sink, LongSupplier nanoTime) {
        this.answer = answer;
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.position = answer.bytes().map(Extent::start).orElse(0L);
        this.limit = answer.bytes().map(Extent::end).orElse(0L);
        this.unpacking = Optional.of(answer.coding())
                .filter(coding -> coding != ContentCoding.NONE)
                .map(Unpacking::new);
        this.endsByItself = unpacking.isEmpty() && contentLength == limit - position;
        this.lastByteAt = nanoTime.getAsLong();
    }

    Answer answer() {
        return answer;
    }

    /** The byte after the last that was written. */
    long position() {
        return position;
    }

    /** Completed when nothing more will be written. */
    CompletableFuture<End> end() {
        return end;
    }

    /** How long the connection has delivered nothing; a slow disk is not its fault. */
    long silentNanos() {
        return writing || end.isDone() ? 0 : nanoTime.getAsLong() - lastByteAt;
    }

    /** Ends the transfer; when it returns, nothing more is written. */
    void abort() {
        finish(new End.Aborted());
    }

    @Override
    public CompletionStage<RangeBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        lock.lock();
        try {
            subscription = Optional.of(begun);
            if (closed || !answer.usable()) {
                begun.cancel();
                close(new End.Finished());
            } else {
                begun.request(1);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lock.lock();
        try {
            if (!closed) {
                take(buffers);
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(List<ByteBuffer> buffers) {
        writing = true;
        try {
            for (ByteBuffer buffer : buffers) {
                if (unpacking.isPresent()) {
                    unpacking.get().feed(buffer, this::write);
                } else {
                    write(buffer);
                }
            }
            lastByteAt = nanoTime.getAsLong();
        } catch (ZipException damaged) {
            close(new End.Undecodable(damaged));
        } catch (IOException unwritable) {
            close(new End.Unwritable(unwritable));
        } finally {
            writing = false;
        }
        if (position == limit && !endsByItself) {
            close(new End.Finished());
        }
        if (!closed) {
            // The client sees the end of the body only when asked for more, and keeps the connection then.
            subscription.ifPresent(open -> open.request(1));
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        if (buffer.remaining() > limit - position) {
            // More than was promised: what is too much is neither written nor waited for.
            buffer.limit(buffer.position() + (int) (limit - position));
            writeRest(buffer);
            close(new End.Finished());
        } else {
            writeRest(buffer);
        }
    }

    private void writeRest(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        if (length > 0 && !closed) {
            sink.write(buffer, position);
            position += length;
        }
    }

    @Override
    public void onError(Throwable failure) {
        finish(new End.Broken(failure));
    }

    @Override
    public void onComplete() {
        finish(new End.Finished());
    }

    private void finish(End how) {
        lock.lock();
        try {
            close(how);
        } finally {
            lock.unlock();
        }
    }

    private void close(End how) {
        if (!closed) {
            closed = true;
            unpacking.ifPresent(Unpacking::end);
            subscription.ifPresent(Subscription::cancel);
            end.complete(how);
        }
    }
}
