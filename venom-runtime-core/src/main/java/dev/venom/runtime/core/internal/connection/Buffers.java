package dev.venom.runtime.core.internal.connection;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Large buffers, used again and again: the JDK frees one outside the heap only when a collection of garbage finds that
 * nobody holds it. Thread-safe.
 */
final class Buffers {
    private final Supplier<ByteBuffer> maker;
    private final int mostIdle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();

    private Buffers(Supplier<ByteBuffer> maker, int mostIdle) {
        this.maker = maker;
        this.mostIdle = mostIdle;
    }

    /** For what a channel reads or writes without a copy. */
    static Buffers outsideHeap(int sizeBytes, int mostIdle) {
        return new Buffers(() -> ByteBuffer.allocateDirect(sizeBytes), mostIdle);
    }

    /** For what Java code works on. */
    static Buffers onHeap(int sizeBytes, int mostIdle) {
        return new Buffers(() -> ByteBuffer.allocate(sizeBytes), mostIdle);
    }

    ByteBuffer take() {
        lock.lock();
        try {
            return Optional.ofNullable(idle.poll()).orElseGet(maker).clear();
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
