package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body that one thread takes piece by piece, as it arrives, with a limit on how long a piece may be
 * awaited. Few pieces are kept ahead: a slow reader slows the sender down.
 */
public final class ReplyBody implements BodySubscriber<ReplyBody>, AutoCloseable {
    private static final int PIECES_AHEAD = 4;
    private static final Piece END = new Piece(List.of(), Optional.empty());

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile boolean complete;

    private ReplyBody() {}

    /** Hands over each answer as soon as its head is there. */
    public static BodyHandler<ReplyBody> handler() {
        return head -> new ReplyBody();
    }

    /**
     * The next piece.
     *
     * @param timeout longest time to wait for it
     * @return the buffers received; empty at the end of the body
     * @throws StalledException if nothing came in that time; the connection is gone then
     * @throws IOException if the connection broke
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<List<ByteBuffer>> next(Duration timeout) throws IOException, InterruptedException {
        Piece piece = pieces.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            close();
            throw new StalledException(timeout);
        }
        if (piece == END || piece.failure().isPresent()) {
            pieces.add(piece);
            throwIfPresent(piece.failure());
            return Optional.empty();
        }
        subscription.join().request(1);
        return Optional.of(piece.buffers());
    }

    private static void throwIfPresent(Optional<Throwable> failure) throws IOException {
        if (failure.isPresent()) {
            throw new IOException("The body ended early", failure.get());
        }
    }

    /** Ends the transfer at once, unless all has arrived: what is under way is lost, and so is the connection. */
    @Override
    public void close() {
        closed = true;
        if (!complete) {
            subscription.thenAccept(Subscription::cancel);
        }
    }

    @Override
    public CompletionStage<ReplyBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription.complete(begun);
        if (closed) {
            begun.cancel();
        } else {
            begun.request(PIECES_AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Piece(buffers, Optional.empty()));
    }

    @Override
    public void onError(Throwable failure) {
        complete = true;
        pieces.add(new Piece(List.of(), Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        complete = true;
        pieces.add(END);
    }

    private record Piece(List<ByteBuffer> buffers, Optional<Throwable> failure) {}
}
