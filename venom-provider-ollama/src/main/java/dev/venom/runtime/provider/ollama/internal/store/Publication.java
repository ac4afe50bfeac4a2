package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a model into the store so that a daemon, running or started at any moment, lists and runs it and fetches
 * nothing: contents first, the manifest last. Confined to one thread.
 */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int MOST_ROUNDS = 5;

    private final StoreLayout store;
    private final ModelName name;
    private final ModelImage image;
    private final StoreOwnership ownership;
    private final IncomingBlobs incoming;

    /**
     * A publication.
     *
     * @param store the store
     * @param name the model
     * @param image what it is made of
     */
    public Publication(StoreLayout store, ModelName name, ModelImage image) {
        this.store = store;
        this.name = name;
        this.image = image;
        this.ownership = new StoreOwnership(store);
        this.incoming = new IncomingBlobs(store);
    }

    /**
     * Fetches what is missing and publishes the model.
     *
     * @param fetch brings contents to where they wait
     * @param settled returns once no daemon is in the middle of starting, and pruning
     * @throws VenomException PERMISSION_DENIED, DISK_FULL, or what the fetch threw
     */
    public void run(Runnable fetch, Runnable settled) {
        ownership.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        try {
            prepare();
            for (int round = 0; round < MOST_ROUNDS; round++) {
                fetch.run();
                if (release() && isStillThere(settled)) {
                    return;
                }
                LOG.info("a file of the model was deleted meanwhile and is put back model={} round={}", name, round);
                hold();
            }
        } catch (IOException failure) {
            throw StoreFailures.of("Publishing", store.manifest(name), failure);
        } finally {
            discard();
        }
        throw new VenomException(
                ErrorCode.CORRUPT_STATE,
                "Files of " + name + " are deleted from " + store.blobs() + " as fast as they are put there.",
                "See which program does that; a second Ollama on this store prunes it whenever it starts.");
    }

    private void prepare() throws IOException {
        ownership.makeDirectories(store.blobs());
        ownership.makeDirectories(store.manifests());
        hold();
    }

    private void hold() throws IOException {
        ownership.makeDirectories(store.incoming());
        for (Layer layer : contents().values()) {
            incoming.hold(layer);
        }
    }

    /** All contents and then the name; false where a content vanished. */
    private boolean release() throws IOException {
        for (Layer layer : contents().values()) {
            if (!incoming.release(layer)) {
                return false;
            }
        }
        Flush.directory(store.blobs());
        writeManifest();
        return true;
    }

    private void writeManifest() throws IOException {
        Path manifest = store.manifest(name);
        ownership.makeDirectories(manifest.getParent());
        ownership.makeDirectories(store.incoming());
        try {
            writeManifest(manifest, store.incoming());
        } catch (AtomicMoveNotSupportedException otherDisk) {
            writeManifestBelow(manifest, store.manifests());
        }
    }

    /** Each level may be a disk of its own; nothing above the last is a manifest for a daemon, nor a name with a dot. */
    private void writeManifestBelow(Path manifest, Path level) throws IOException {
        try {
            writeManifest(manifest, level);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            if (level.equals(manifest.getParent())) {
                throw otherDisk;
            }
            writeManifestBelow(
                    manifest, level.resolve(level.relativize(manifest).getName(0)));
        }
    }

    /** The manifest is the daemon's own before it has its name. */
    private void writeManifest(Path manifest, Path drafts) throws IOException {
        Path draft = StoreLayout.draft(drafts);
        try {
            new DurableFile(draft).replace(image.bytes(), DurableFile.Durability.POWER);
            ownership.adopt(draft, manifest.getParent());
            Renaming.replace(draft, manifest);
        } finally {
            Files.deleteIfExists(draft);
        }
        Flush.directory(manifest.getParent());
    }

    /**
     * A daemon that began to prune before the manifest was there may have deleted a content of it. What waits is put
     * back at once; what does not has to be fetched.
     */
    private boolean isStillThere(Runnable settled) throws IOException {
        settled.run();
        boolean isWhole = true;
        for (Layer layer : contents().values()) {
            isWhole &= incoming.isReleased(layer) || incoming.release(layer);
        }
        return isWhole && Files.isRegularFile(store.manifest(name));
    }

    private void discard() {
        try {
            for (Digest digest : image.digests()) {
                incoming.discard(digest);
            }
            incoming.tidy();
        } catch (IOException kept) {
            LOG.debug("what waits beside the blobs is left to prune store={}", store.root(), kept);
        }
    }

    private Map<Digest, Layer> contents() {
        Map<Digest, Layer> contents = new HashMap<>();
        image.files().stream().map(ImageFile::layer).forEach(layer -> contents.putIfAbsent(layer.digest(), layer));
        return contents;
    }
}
