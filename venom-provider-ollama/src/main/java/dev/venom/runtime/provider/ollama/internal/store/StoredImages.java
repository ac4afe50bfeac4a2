package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.image.ManifestReader;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the manifests of a store say, whoever wrote them. Immutable.
 *
 * @param images models by name
 * @param unreadable how many manifests can't be read: what they use nobody knows
 */
public record StoredImages(Map<ModelName, ModelImage> images, int unreadable) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredImages.class);
    private static final long LARGEST_MANIFEST_BYTES = 8L << 20;
    private static final long LARGEST_CONFIG_BYTES = 1L << 20;

    /**
     * Reads all manifests.
     *
     * @param store the store
     * @return what they say
     * @throws IOException if a directory can't be read
     */
    public static StoredImages read(StoreLayout store) throws IOException {
        Map<ModelName, ModelImage> images = new LinkedHashMap<>();
        int unreadable = 0;
        for (ModelName name : store.names()) {
            try {
                images.put(name, image(store.manifest(name)));
            } catch (NoSuchFileException removedMeanwhile) {
                LOG.debug("a manifest went away model={}", name);
            } catch (IOException | MalformedJsonException damaged) {
                LOG.warn("a manifest can't be read model={} reason={}", name, damaged.getMessage());
                unreadable++;
            }
        }
        return new StoredImages(images, unreadable);
    }

    /**
     * Reads one manifest.
     *
     * @param store the store
     * @param name the model
     * @return the model; empty where there is no manifest that can be read
     */
    public static Optional<ModelImage> find(StoreLayout store, ModelName name) {
        try {
            return Optional.of(image(store.manifest(name)));
        } catch (IOException | MalformedJsonException none) {
            return Optional.empty();
        }
    }

    /**
     * Reads the configuration of a model.
     *
     * @param store the store
     * @param image the model
     * @return what it says; nothing where it can't be read
     */
    public static ImageConfig config(StoreLayout store, ModelImage image) {
        Path blob = store.blob(image.config().digest());
        try {
            return Files.size(blob) <= LARGEST_CONFIG_BYTES
                    ? ImageConfig.read(Files.readAllBytes(blob))
                    : ImageConfig.UNKNOWN;
        } catch (IOException | MalformedJsonException unreadable) {
            return ImageConfig.UNKNOWN;
        }
    }

    private static ModelImage image(Path manifest) throws IOException {
        if (Files.size(manifest) > LARGEST_MANIFEST_BYTES) {
            throw new IOException("It is too long to be a manifest");
        }
        return ManifestReader.image(Files.readAllBytes(manifest));
    }
}
