package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.plugin.PlugInCall;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider whose defects are told as such, and stay its own: what it throws besides a VenomException becomes
 * INTERNAL, and what it says of models that are not its own is not believed. Thread-safe.
 */
final class GuardedProvider implements ModelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);

    private final ModelProvider provider;
    private final String id;
    private final PlugInCall call;

    GuardedProvider(String id, ModelProvider provider) {
        this.id = id;
        this.provider = provider;
        this.call = new PlugInCall("provider '" + id + "'");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        return call.get(() -> own(provider.canonical(ref)));
    }

    @Override
    public InstallRequest canonical(InstallRequest request) {
        InstallRequest canonical = call.get(() -> provider.canonical(request));
        own(canonical.ref());
        return canonical;
    }

    @Override
    public String identity(String name) {
        return call.get(() -> provider.identity(name));
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        return call.list(() -> provider.search(request, context));
    }

    @Override
    public Optional<Catalogue> catalogue(ProviderContext context) {
        return call.get(() -> provider.catalogue(context));
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        return call.get(() -> {
            RemoteModel model = provider.resolve(request, context);
            own(model.ref());
            if (model.files().isEmpty()) {
                throw new IllegalStateException("A model without files");
            }
            return model;
        });
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        return call.list(() -> provider.inventory(context)).stream()
                .filter(this::isOwn)
                .toList();
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return call.get(() -> provider.locate(model, file, context));
    }

    @Override
    public Presence presence(InstalledModel model, ProviderContext context) {
        return call.get(() -> provider.presence(model, context));
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        return Math.max(0, call.get(() -> provider.remove(model, remaining, context)));
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        return call.list(() -> provider.orphans(installed, context));
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        return call.get(() -> {
            long bytes = provider.storedBytes(installed, context);
            if (bytes < 0) {
                throw new IllegalStateException("Fewer than no bytes are stored");
            }
            return bytes;
        });
    }

    @Override
    public List<Verdict> examine(ProviderContext context) {
        return call.list(() -> provider.examine(context));
    }

    @Override
    public void close() {
        call.run(provider::close);
    }

    private ModelRef own(ModelRef ref) {
        if (!ref.provider().equals(id)) {
            throw new IllegalStateException("A model of another provider: " + ref);
        }
        return ref;
    }

    private boolean isOwn(InstalledModel model) {
        if (!model.ref().provider().equals(id)) {
            LOG.warn("a model of another provider is passed over provider={} model={}", id, model.ref());
            return false;
        }
        return true;
    }
}
