package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a model out of the store: the manifest first, then the contents that no other model uses, whoever pulled
 * that. Immutable.
 *
 * @param store the store
 * @param name the model
 */
public record StoreRemoval(StoreLayout store, ModelName name) {
    private static final Logger LOG = LoggerFactory.getLogger(StoreRemoval.class);

    /**
     * Removes it.
     *
     * @param own contents of the model, as recorded
     * @param needed contents that other models are recorded to have
     * @return bytes freed
     */
    public long remove(Collection<Digest> own, Collection<Digest> needed) {
        Path manifest = store.manifest(name);
        try {
            Set<Digest> candidates = new HashSet<>(own);
            StoredImages.find(store, name).ifPresent(image -> candidates.addAll(image.digests()));
            Files.deleteIfExists(manifest);
            deleteEmptyAbove(manifest);
            return removeUnused(candidates, needed);
        } catch (IOException failure) {
            throw StoreFailures.of("Removing", manifest, failure);
        }
    }

    private long removeUnused(Set<Digest> candidates, Collection<Digest> needed) throws IOException {
        ContentUse others = ContentUse.without(store, name);
        if (others.unreadable() > 0) {
            LOG.warn("contents are kept, as a damaged manifest may name them store={}", store.root());
            return 0;
        }
        Set<Digest> used = others.digests();
        used.addAll(needed);
        long freed = 0;
        for (Digest digest : candidates) {
            if (!used.contains(digest)) {
                Files.deleteIfExists(store.incoming(digest));
                freed += delete(store.blob(digest));
            }
        }
        for (Path incoming : store.allIncoming()) {
            deleteIfEmpty(incoming);
        }
        return freed;
    }

    private static long delete(Path blob) throws IOException {
        try {
            long freed = StoreUsage.freedBy(blob);
            Files.delete(blob);
            return freed;
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    private void deleteEmptyAbove(Path manifest) {
        for (Path above = manifest.getParent(); !above.equals(store.manifests()); above = above.getParent()) {
            deleteIfEmpty(above);
        }
    }

    /** A link and a mount are somebody's arrangement of disks: both stay, whatever lies behind them. */
    private static void deleteIfEmpty(Path directory) {
        if (Files.isSymbolicLink(directory)) {
            return;
        }
        try {
            Files.deleteIfExists(directory);
        } catch (IOException inUse) {
            LOG.debug("a directory stays directory={}", directory, inUse);
        }
    }
}
