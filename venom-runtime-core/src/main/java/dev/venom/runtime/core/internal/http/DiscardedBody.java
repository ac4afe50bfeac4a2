package dev.venom.runtime.core.internal.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that nobody reads, such as a redirect's. A short one is taken in, so that its connection can be used
 * again; a long or slow one ends with its connection. Thread-safe.
 */
final class DiscardedBody<T> implements BodySubscriber<T> {
    private static final long MOST_BYTES = 64 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private long bytes;

    /** Waits a moment for the end of the body, which comes with the head as a rule, and gives up on it then. */
    void settle() throws InterruptedException {
        try {
            if (!over.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                drop();
            }
        } catch (InterruptedException interrupted) {
            drop();
            throw interrupted;
        }
    }

    private void drop() {
        over.countDown();
        subscription.thenAccept(Subscription::cancel);
    }

    @Override
    public CompletionStage<T> getBody() {
        CompletableFuture<@Nullable T> nothing = CompletableFuture.completedFuture(null);
        @SuppressWarnings("unchecked")
        CompletionStage<T> body = (CompletionStage<T>) nothing;
        return body;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription.complete(begun);
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        bytes += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > MOST_BYTES) {
            drop();
        }
    }

    @Override
    public void onError(Throwable failure) {
        over.countDown();
    }

    @Override
    public void onComplete() {
        over.countDown();
    }
}
