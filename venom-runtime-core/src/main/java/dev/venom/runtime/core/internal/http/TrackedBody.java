package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.ReentrantLock;

/** Passes a body on, and ends it when the transporter is closed. Thread-safe. */
final class TrackedBody<T> implements BodySubscriber<T>, Runnable {
    private final ReentrantLock lock = new ReentrantLock();
    private final BodySubscriber<T> receiver;
    private final OpenExchanges open;
    private volatile Subscription subscription = new NoSubscription();
    private boolean ended;

    TrackedBody(BodySubscriber<T> receiver, OpenExchanges open) {
        this.receiver = receiver;
        this.open = open;
    }

    /** Ends the transfer from outside, because the transporter is closed. */
    @Override
    public void run() {
        subscription.cancel();
        onError(new IOException("The HTTP client was closed"));
    }

    @Override
    public CompletionStage<T> getBody() {
        return receiver.getBody();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        receiver.onSubscribe(new Cancelling(begun));
        open.add(this);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        // The receiver expects its signals one at a time, and run() comes from another thread
        lock.lock();
        try {
            if (!ended) {
                receiver.onNext(buffers);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            receiver.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            receiver.onComplete();
        }
    }

    private boolean end() {
        open.remove(this);
        lock.lock();
        try {
            boolean first = !ended;
            ended = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private final class Cancelling implements Subscription {
        private final Subscription begun;

        Cancelling(Subscription begun) {
            this.begun = begun;
        }

        @Override
        public void request(long count) {
            begun.request(count);
        }

        @Override
        public void cancel() {
            open.remove(TrackedBody.this);
            begun.cancel();
        }
    }

    private static final class NoSubscription implements Subscription {
        @Override
        public void request(long count) {
            // Nothing has begun
        }

        @Override
        public void cancel() {
            // Nothing has begun
        }
    }
}
