package dev.venom.runtime.core.internal.connection;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Buffers outside the heap, used again and again: the JDK frees one only when a collection of garbage finds that nobody
 * holds it. Thread-safe.
 */
final class Buffers {
    private final int sizeBytes;
    private final int mostIdle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();

    Buffers(int sizeBytes, int mostIdle) {
        this.sizeBytes = sizeBytes;
        this.mostIdle = mostIdle;
    }

    ByteBuffer take() {
        lock.lock();
        try {
            return Optional.ofNullable(idle.poll())
                    .orElseGet(() -> ByteBuffer.allocateDirect(sizeBytes))
                    .clear();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a buffer back that nobody uses any more. */
    void giveBack(ByteBuffer buffer) {
        lock.lock();
        try {
            if (idle.size() < mostIdle) {
                idle.push(buffer);
            }
        } finally {
            lock.unlock();
        }
    }
}
