package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Hashes what somebody else put into the store: bytes are never believed because of their count. Immutable.
 *
 * @param store the store
 */
public record ContentCheck(StoreLayout store) {
    private static final int BLOCK_BYTES = 1 << 20;

    /**
     * Hashes the contents of a model.
     *
     * @param image the model
     * @param progress can end it
     * @return contents that are missing or damaged
     */
    public List<Layer> damaged(ModelImage image, ProgressSink progress) {
        List<Layer> damaged = new ArrayList<>();
        Set<Digest> seen = new HashSet<>();
        for (ImageFile file : image.files()) {
            if (seen.add(file.layer().digest()) && !isIntact(file.layer(), progress)) {
                damaged.add(file.layer());
            }
        }
        return damaged;
    }

    /**
     * Takes a damaged content away, so that a daemon fetches it again: it believes whatever lies there.
     *
     * @param layer the content
     */
    public void discard(Layer layer) {
        Path blob = store.blob(layer.digest());
        try {
            Files.deleteIfExists(blob);
        } catch (IOException failure) {
            throw StoreFailures.of("Deleting the damaged file", blob, failure);
        }
    }

    private boolean isIntact(Layer layer, ProgressSink progress) {
        Path blob = store.blob(layer.digest());
        try {
            return Files.size(blob) == layer.sizeBytes() && hash(blob, progress).equals(layer.digest());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Digest hash(Path file, ProgressSink progress) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int count = content.read(block); count >= 0; count = content.read(block)) {
                progress.checkpoint();
                digest.update(block, 0, count);
            }
        }
        return Digest.sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
