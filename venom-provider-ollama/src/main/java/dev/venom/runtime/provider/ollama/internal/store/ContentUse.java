package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.spi.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which contents are in use: by the manifests of a store, and by those of another store whose {@code blobs/} this one
 * reaches through a link. Immutable.
 *
 * @param digests what they name
 * @param unreadable how many manifests can't be read: what they use nobody knows
 */
record ContentUse(Set<Digest> digests, int unreadable) {
    /** Looks at all manifests. */
    static ContentUse of(StoreLayout store) throws IOException {
        return of(store, Optional.empty());
    }

    /** Looks at all manifests but one. */
    static ContentUse without(StoreLayout store, ModelName name) throws IOException {
        return of(store, Optional.of(name));
    }

    private static ContentUse of(StoreLayout store, Optional<ModelName> without) throws IOException {
        StoredImages own = StoredImages.read(store);
        Set<Digest> digests = new HashSet<>();
        own.images().forEach((name, image) -> {
            if (without.filter(name::equals).isEmpty()) {
                digests.addAll(image.digests());
            }
        });
        int unreadable = own.unreadable();
        Optional<StoreLayout> other = otherOwner(store);
        if (other.isPresent()) {
            StoredImages foreign = StoredImages.read(other.get());
            foreign.images().values().forEach(image -> digests.addAll(image.digests()));
            unreadable += foreign.unreadable();
        }
        return new ContentUse(digests, unreadable);
    }

    /** The store in which the blobs really lie, where that has manifests of its own. */
    private static Optional<StoreLayout> otherOwner(StoreLayout store) throws IOException {
        if (!Files.isDirectory(store.blobs())) {
            return Optional.empty();
        }
        Path root = store.blobs().toRealPath().getParent();
        StoreLayout owner = new StoreLayout(root);
        Optional<FileIdentity> manifests = FileIdentity.of(owner.manifests());
        return manifests.isPresent() && !manifests.equals(FileIdentity.of(store.manifests()))
                ? Optional.of(owner)
                : Optional.empty();
    }
}
