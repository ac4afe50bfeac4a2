package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Reads each small file once, whoever asks, and several at a time. Confined to one thread. */
final class SmallFileCache implements SmallFiles {
    private static final long MOST_KEPT_BYTES = 8L << 20;

    private final SmallFiles source;
    private final Executor threads;
    private final Map<RepoFile, CompletableFuture<Optional<byte[]>>> contents = new HashMap<>();

    /**
     * @param source reads a file, from any thread
     * @param threads read beside the caller's
     */
    SmallFileCache(SmallFiles source, Executor threads) {
        this.source = source;
        this.threads = threads;
    }

    /** Begins to read files that are going to be asked for. */
    void prepare(Collection<RepoFile> files) {
        for (RepoFile file : files) {
            contents.computeIfAbsent(
                    file, missing -> CompletableFuture.supplyAsync(() -> source.read(missing), threads));
        }
    }

    @Override
    public Optional<byte[]> read(RepoFile file) {
        CompletableFuture<Optional<byte[]>> content = contents.get(file);
        if (content == null) {
            content = CompletableFuture.completedFuture(source.read(file));
            contents.put(file, content);
        }
        try {
            return content.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VenomException known) {
                throw known;
            }
            throw failed;
        }
    }

    /** What was read and may be kept for the install: small contents, and not too many of them. */
    Map<RepoFile, byte[]> kept() {
        Map<RepoFile, byte[]> kept = new HashMap<>();
        long left = MOST_KEPT_BYTES;
        for (RepoFile file : List.copyOf(contents.keySet())) {
            Optional<byte[]> content = file.sizeBytes() <= left ? read(file) : Optional.empty();
            if (content.isPresent()) {
                kept.put(file, content.get());
                left -= file.sizeBytes();
            }
        }
        return kept;
    }
}
