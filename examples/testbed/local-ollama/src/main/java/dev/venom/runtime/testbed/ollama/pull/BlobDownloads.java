package dev.venom.runtime.testbed.ollama.pull;

import dev.venom.runtime.testbed.ollama.store.ModelStore;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The downloads under way, one for each digest. The last to leave one ends it. Thread-safe. */
public final class BlobDownloads {

    private static final class Shared {
        private final BlobDownload download;
        private int waiting;

        Shared(BlobDownload download) {
            this.download = download;
        }
    }

    private final ModelStore store;
    private final RegistryClient registry;
    private final Duration firstPause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Shared> underWay = new HashMap<>();

    /** Downloads into that store; between attempts the first pause is this long, and each other twice as long. */
    public BlobDownloads(ModelStore store, RegistryClient registry, Duration firstPause) {
        this.store = store;
        this.registry = registry;
        this.firstPause = firstPause;
    }

    /** How many blobs are being downloaded. */
    public int count() {
        lock.lock();
        try {
            return underWay.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits along, or begins. Whoever joins leaves again. */
    BlobDownload join(String digest, URI blob) {
        lock.lock();
        try {
            Shared shared = underWay.computeIfAbsent(digest, unused -> begin(digest, blob));
            shared.waiting++;
            return shared.download;
        } finally {
            lock.unlock();
        }
    }

    void leave(String digest) {
        lock.lock();
        try {
            Shared shared = underWay.get(digest);
            if (shared != null && --shared.waiting == 0) {
                underWay.remove(digest);
                shared.download.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all that are under way, whoever waits for them. */
    public void cancelAll() {
        lock.lock();
        try {
            underWay.values().forEach(shared -> shared.download.cancel());
        } finally {
            lock.unlock();
        }
    }

    private Shared begin(String digest, URI blob) {
        BlobDownload download = new BlobDownload(store, registry, digest, blob, firstPause);
        Thread thread = new Thread(download, "venom-ollama-download-" + digest.substring(7, 19));
        thread.setDaemon(true);
        thread.start();
        return new Shared(download);
    }
}
