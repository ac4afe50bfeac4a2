package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.partial.PartialSummary;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What counts towards the quota: published models and unfinished files. Thread-safe.
 *
 * @param providers tell what their models take
 * @param store what is installed
 * @param partials unfinished files
 */
record UsedBytes(Providers providers, ModelStore store, PartialStore partials) implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(UsedBytes.class);

    @Override
    public long getAsLong() {
        long published = providers.all().stream().mapToLong(this::published).sum();
        return published + unfinished();
    }

    /** A provider that can't tell is taken at what its models are recorded with: the others can still install. */
    private long published(ModelProvider provider) {
        List<InstalledModel> installed = store.models(provider.id());
        try {
            return provider.storedBytes(installed, providers.context());
        } catch (VenomException failure) {
            LOG.warn(
                    "what a provider stores is taken from the manifest provider={} reason={}",
                    provider.id(),
                    failure.getMessage());
            return installed.stream().mapToLong(InstalledModel::sizeBytes).sum();
        }
    }

    private long unfinished() {
        try {
            return partials.partials().stream()
                    .mapToLong(PartialSummary::heldBytes)
                    .sum();
        } catch (IOException failure) {
            throw StorageFailures.writing(partials.directory(), failure);
        }
    }
}
