package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider whose defects are told as such: what it throws besides a VenomException becomes INTERNAL. Thread-safe. */
final class GuardedProvider implements ModelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);

    private final ModelProvider provider;
    private final String id;

    GuardedProvider(ModelProvider provider) {
        this.provider = provider;
        this.id = provider.id();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        return guarded(() -> provider.canonical(ref));
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return guarded(() -> provider.search(request, context));
    }

    @Override
    public Optional<Catalogue> catalogue(ProviderContext context) {
        return guarded(() -> provider.catalogue(context));
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        return guarded(() -> {
            RemoteModel model = provider.resolve(request, context);
            if (model.files().isEmpty()) {
                throw new IllegalStateException("A model without files");
            }
            return model;
        });
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return guarded(() -> provider.inventory(context));
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return guarded(() -> provider.locate(model, file, context));
    }

    @Override
    public Presence presence(InstalledModel model, ProviderContext context) {
        return guarded(() -> provider.presence(model, context));
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        return guarded(() -> provider.remove(model, remaining, context));
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        return guarded(() -> provider.orphans(installed, context));
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        return guarded(() -> provider.storedBytes(installed, context));
    }

    @Override
    public List<Verdict> examine(ProviderContext context) {
        return guarded(() -> provider.examine(context));
    }

    @Override
    public void close() {
        provider.close();
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (VenomException told) {
            throw told;
        } catch (RuntimeException defect) {
            LOG.error("provider defect provider={}", id, defect);
            throw new VenomException(
                    ErrorCode.INTERNAL,
                    "A defect of the provider '" + id + "': "
                            + defect.getClass().getName() + ".",
                    "Please report it with the log.",
                    defect);
        }
    }
}
