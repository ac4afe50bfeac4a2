package dev.venom.runtime.testbed.ollama.pull;

import dev.venom.runtime.testbed.ollama.store.DiskFullException;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The download of one blob, which goes on as long as somebody waits for it. A failed attempt gives back what it had got:
 * the count goes down then. Runs on a thread of its own, read by any.
 */
final class BlobDownload implements Runnable {

    private static final int ATTEMPTS = 6;
    private static final int BUFFER = 1 << 16;

    private final ModelStore store;
    private final RegistryClient registry;
    private final String digest;
    private final URI blob;
    private final Duration firstPause;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile long total;
    private volatile long completed;
    private volatile @Nullable IOException failure;
    private volatile @Nullable InputStream open;

    BlobDownload(ModelStore store, RegistryClient registry, String digest, URI blob, Duration firstPause) {
        this.store = store;
        this.registry = registry;
        this.digest = digest;
        this.blob = blob;
        this.firstPause = firstPause;
    }

    long total() {
        return total;
    }

    long completed() {
        return completed;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it where it is; what is there stays for the next. */
    void cancel() {
        cancelled.countDown();
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is of no use any more.
            }
        }
    }

    @Override
    public void run() {
        try {
            download();
        } catch (IOException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    private void download() throws IOException {
        total = registry.size(blob);
        URI target = registry.target(blob);
        try (PartialFile file = PartialFile.open(store, digest, total)) {
            completed = file.completed();
            for (int attempt = 1; completed < total; attempt++) {
                attempt(file, target, attempt);
            }
            file.publish();
        }
    }

    private void attempt(PartialFile file, URI target, int attempt) throws IOException {
        long before = completed;
        try {
            receive(file, target);
            file.note(completed);
        } catch (DiskFullException e) {
            file.note(completed);
            throw e;
        } catch (IOException e) {
            if (isCancelled()) {
                file.note(completed);
                throw new PullFailure("context canceled", e);
            }
            completed = before;
            if (attempt == ATTEMPTS) {
                throw new PullFailure("max retries exceeded: " + reason(e), e);
            }
            pause(attempt);
        }
    }

    private void receive(PartialFile file, URI target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = registry.bytes(target, completed, total)) {
            open = in;
            while (completed < total && !isCancelled()) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, total - completed));
                if (count < 0) {
                    throw new EOFException("unexpected EOF");
                }
                file.write(buffer, count, completed);
                completed += count;
            }
        }
        if (isCancelled()) {
            throw new PullFailure("context canceled");
        }
    }

    private void pause(int attempt) throws IOException {
        try {
            if (cancelled.await(firstPause.toMillis() << attempt - 1, TimeUnit.MILLISECONDS)) {
                throw new PullFailure("context canceled");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailure("context canceled", e);
        }
    }

    private boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    private static String reason(IOException e) {
        return e instanceof EOFException ? "EOF" : String.valueOf(e.getMessage());
    }
}
