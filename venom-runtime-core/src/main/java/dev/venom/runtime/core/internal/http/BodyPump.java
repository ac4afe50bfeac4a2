package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.core.internal.connection.Exchange;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands a body over as its receiver asks for it, so that a slow receiver slows the sender down. Thread-safe. */
final class BodyPump implements Subscription {
    private final Exchange exchange;
    private final BodySubscriber<?> receiver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long demand;
    private boolean cancelled;

    BodyPump(Exchange exchange, BodySubscriber<?> receiver) {
        this.exchange = exchange;
        this.receiver = receiver;
    }

    /** Returns when all was handed over, or nobody wants it any more. */
    void run() {
        receiver.onSubscribe(this);
        try {
            while (awaitDemand()) {
                ByteBuffer arrived = exchange.next();
                if (!arrived.hasRemaining()) {
                    receiver.onComplete();
                    return;
                }
                // The receiver keeps what it is given, and the buffer of a connection serves again
                byte[] piece = new byte[arrived.remaining()];
                arrived.get(piece);
                receiver.onNext(List.of(ByteBuffer.wrap(piece)));
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
        exchange.abort();
    }
}
