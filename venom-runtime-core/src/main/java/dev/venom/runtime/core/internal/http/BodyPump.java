package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands a stream over as its receiver asks for it, so that a slow receiver slows the sender down. Thread-safe. */
final class BodyPump implements Subscription {
    private static final int PIECE_BYTES = 64 << 10;

    private final InputStream body;
    private final BodySubscriber<?> receiver;
    private final Runnable disconnect;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long demand;
    private boolean cancelled;

    BodyPump(InputStream body, BodySubscriber<?> receiver, Runnable disconnect) {
        this.body = body;
        this.receiver = receiver;
        this.disconnect = disconnect;
    }

    /** Returns when all was handed over, or nobody wants it any more. */
    void run() {
        receiver.onSubscribe(this);
        try {
            while (awaitDemand()) {
                byte[] piece = new byte[PIECE_BYTES];
                int count = body.read(piece);
                if (count < 0) {
                    receiver.onComplete();
                    return;
                }
                receiver.onNext(List.of(ByteBuffer.wrap(piece, 0, count)));
            }
        } catch (IOException broken) {
            receiver.onError(broken);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            receiver.onError(new IOException("The HTTP client was closed", closed));
        }
    }

    private boolean awaitDemand() throws InterruptedException {
        lock.lock();
        try {
            while (demand == 0 && !cancelled) {
                changed.await();
            }
            demand--;
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(long count) {
        lock.lock();
        try {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        disconnect.run();
    }
}
