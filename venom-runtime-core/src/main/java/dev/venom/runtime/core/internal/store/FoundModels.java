package dev.venom.runtime.core.internal.store;

import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.core.internal.format.InspectableFile;
import dev.venom.runtime.core.internal.format.ModelInspector;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that lie on disk and that no manifest describes: their headers are read, as an install reads them, once for
 * each commit. Thread-safe.
 */
final class FoundModels {
    private static final Logger LOG = LoggerFactory.getLogger(FoundModels.class);

    private final Providers providers;
    private final ModelInspector inspector = ModelInspector.ofRemoteFiles();
    private final Map<Key, ModelDescription> known = new ConcurrentHashMap<>();

    FoundModels(Providers providers) {
        this.providers = providers;
    }

    InstalledModel described(InstalledModel model) {
        if (!model.description().equals(ModelDescription.UNKNOWN)) {
            return model;
        }
        return model.describedAs(known.computeIfAbsent(new Key(model.commit(), model.files()), key -> describe(model)));
    }

    private ModelDescription describe(InstalledModel model) {
        try {
            return providers
                    .find(model.ref().provider())
                    .map(provider -> inspector.describe(files(provider, model)))
                    .orElse(ModelDescription.UNKNOWN);
        } catch (RuntimeException unreadable) {
            LOG.debug("a model on disk is not described model={}", model.ref(), unreadable);
            return ModelDescription.UNKNOWN;
        }
    }

    private List<InspectableFile> files(ModelProvider provider, InstalledModel model) {
        return model.files().stream()
                .map(file -> InspectableFile.onDisk(
                        file.path(), file.sizeBytes(), provider.locate(model, file, providers.context())))
                .toList();
    }

    private record Key(String commit, List<ModelFile> files) {}
}
