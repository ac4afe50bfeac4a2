package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.spi.file.Renaming;
import dev.venom.runtime.spi.file.VerifiedMove;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * The contents of one model on their way into {@code blobs/}. Each waits under a second name beside that directory
 * until the manifest is there: what a daemon prunes in between still has that name, and is put back. Where the file
 * system knows no second names, contents are moved. Confined to one thread.
 */
final class IncomingBlobs {
    private final StoreLayout store;
    private final StoreOwnership ownership;

    IncomingBlobs(StoreLayout store) {
        this.store = store;
        this.ownership = new StoreOwnership(store);
    }

    /** Takes hold of a content that is in the store already, so that it can't be lost. */
    void hold(Layer layer) throws IOException {
        Path blob = store.blob(layer.digest());
        Path waiting = store.incoming(layer.digest());
        if (isWhole(blob, layer) && !isWhole(waiting, layer)) {
            try {
                Files.deleteIfExists(waiting);
                Files.createLink(waiting, blob);
            } catch (UnsupportedOperationException | FileSystemException impossible) {
                // then it is looked for once more in the end
            }
        }
    }

    /** Puts a content into {@code blobs/}; false where it is neither there nor waiting. */
    boolean release(Layer layer) throws IOException {
        Path blob = store.blob(layer.digest());
        Path waiting = store.incoming(layer.digest());
        if (isWhole(waiting, layer) && !isSame(waiting, blob)) {
            place(waiting, blob, layer.digest());
        }
        if (!isWhole(blob, layer)) {
            return false;
        }
        ownership.adopt(blob, store.blobs());
        touch(blob);
        return true;
    }

    /** Whether a content is in {@code blobs/}. */
    boolean isReleased(Layer layer) throws IOException {
        return isWhole(store.blob(layer.digest()), layer);
    }

    /** Lets go of a content that is in {@code blobs/}; one that is not waits for another attempt. */
    void discard(Digest digest) throws IOException {
        Path waiting = store.incoming(digest);
        if (isSame(waiting, store.blob(digest))) {
            Files.deleteIfExists(waiting);
        }
    }

    /** Leaves no directory of ours among the blobs of a daemon. */
    void tidy() throws IOException {
        try {
            Files.deleteIfExists(store.incomingWithinBlobs());
        } catch (DirectoryNotEmptyException stillWaiting) {
            // for another install, or another attempt
        }
    }

    private void place(Path waiting, Path blob, Digest digest) throws IOException {
        if (!isLinked(waiting, blob)) {
            // Without second names, or with the blobs on another disk, nothing waits any more.
            new VerifiedMove(digest, () -> {}).move(waiting, blob, store.incomingWithinBlobs());
        }
    }

    private boolean isLinked(Path waiting, Path blob) throws IOException {
        Path second = StoreLayout.draft(store.incoming());
        try {
            Files.createLink(second, waiting);
            Renaming.replace(second, blob);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException raced) {
            throw raced;
        } catch (UnsupportedOperationException | FileSystemException impossible) {
            return false;
        } finally {
            Files.deleteIfExists(second);
        }
    }

    /** Recent files are spared by later versions when they prune. */
    private static void touch(Path blob) {
        try {
            Files.setLastModifiedTime(blob, FileTime.from(Instant.now()));
        } catch (IOException notOurs) {
            // a file of the daemon's own, which this user may read only
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }

    private static boolean isWhole(Path file, Layer layer) throws IOException {
        try {
            return Files.isRegularFile(file) && Files.size(file) == layer.sizeBytes();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
