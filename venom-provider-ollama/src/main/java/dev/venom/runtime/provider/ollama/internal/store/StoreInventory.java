package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.provider.ollama.internal.image.Descriptions;
import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.image.ImageFile;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the models of a store by their manifests and the lengths of their blobs, whoever pulled them. Immutable.
 *
 * @param store the store
 * @param provider id under which the models are known
 */
public record StoreInventory(StoreLayout store, String provider) {
    /**
     * Looks around.
     *
     * @return models with weights; stubs of models that run elsewhere are none
     */
    public List<InstalledModel> list() {
        try {
            List<InstalledModel> models = new ArrayList<>();
            StoredImages.read(store).images().forEach((name, image) -> {
                ImageConfig config = StoredImages.config(store, image);
                if (config.remoteHost().isEmpty() && !name.isCloud()) {
                    models.add(model(name, image, config));
                }
            });
            return models;
        } catch (IOException failure) {
            throw StoreFailures.of("Listing", store.manifests(), failure);
        }
    }

    private InstalledModel model(ModelName name, ModelImage image, ImageConfig config) {
        List<ModelFile> files = image.files().stream()
                .map(file -> new ModelFile(
                        file.path(), file.layer().sizeBytes(), file.layer().digest()))
                .toList();
        boolean isWhole = image.files().stream().allMatch(this::isThere);
        return new InstalledModel(
                ModelRef.of(provider, name.shortText()),
                image.commit(),
                name.shortText(),
                location(store, image),
                files,
                Descriptions.of(config),
                lastChange(store.manifest(name)),
                Optional.empty(),
                Optional.empty(),
                isWhole ? InstallState.COMPLETE : InstallState.PARTIAL,
                Optional.empty());
    }

    /**
     * What stands for a model as a whole: the file with its weights.
     *
     * @param store the store
     * @param image the model
     * @return a blob
     */
    public static Path location(StoreLayout store, ModelImage image) {
        return store.blob(image.weights().orElse(image.config()).digest());
    }

    private boolean isThere(ImageFile file) {
        try {
            return Files.size(store.blob(file.layer().digest())) == file.layer().sizeBytes();
        } catch (IOException gone) {
            return false;
        }
    }

    private static Instant lastChange(Path manifest) {
        try {
            return Files.getLastModifiedTime(manifest).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }
}
