package dev.venom.runtime.core.internal.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A body that nobody reads, such as a redirect's. A short one is taken in, so that its connection can be used
 * again; a long one ends with its connection.
 */
final class UnwantedBody<T> implements BodySubscriber<T> {
    private static final long MOST_BYTES = 64 << 10;

    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private volatile boolean complete;
    private long bytes;

    /** Ends what is still arriving. */
    void drop() {
        if (!complete) {
            subscription.thenAccept(Subscription::cancel);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // nobody reads it
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
        complete = true;
    }

    @Override
    public void onComplete() {
        complete = true;
    }
}
