package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A body as a stream whose reads end with {@link StalledException} when nothing arrives, and at once with
 * {@link InterruptedIOException} when the thread is interrupted. Confined to one thread.
 */
final class ReplyStream extends InputStream {
    private final ReplyBody body;
    private final Duration timeout;
    private final Runnable progress;
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private boolean atEnd;

    ReplyStream(ReplyBody body, Duration timeout, Runnable progress) {
        this.body = body;
        this.timeout = timeout;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffers.peek();
        while (buffer == null || !buffer.hasRemaining()) {
            buffers.poll();
            if (buffers.isEmpty() && !receive()) {
                return -1;
            }
            buffer = buffers.peek();
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    private boolean receive() throws IOException {
        if (atEnd) {
            return false;
        }
        Optional<List<ByteBuffer>> received = next();
        atEnd = received.isEmpty();
        if (atEnd) {
            return false;
        }
        progress.run();
        buffers.addAll(received.get());
        return true;
    }

    private Optional<List<ByteBuffer>> next() throws IOException {
        try {
            return body.next(timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            InterruptedIOException ended = new InterruptedIOException("Interrupted while reading");
            ended.initCause(interrupted);
            throw ended;
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
