package dev.venom.runtime.provider.ollama;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.catalogue.Catalogues;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.PullDeadline;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.resolve.DaemonInventory;
import dev.venom.runtime.provider.ollama.internal.resolve.Examination;
import dev.venom.runtime.provider.ollama.internal.resolve.ModelResolver;
import dev.venom.runtime.provider.ollama.internal.resolve.Removal;
import dev.venom.runtime.provider.ollama.internal.store.StoreInventory;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import dev.venom.runtime.provider.ollama.internal.store.StoreOrphans;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.provider.ollama.internal.store.StoreUsage;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Models of the Ollama library and of registries that speak its protocol, {@code ollama:model[:tag]}.
 *
 * <p>Installs straight from the registry into the store of an Ollama daemon, or lets the daemon do it. Configured by
 * {@code OLLAMA_HOST}, {@code OLLAMA_MODELS} and {@code OLLAMA_REGISTRY}. Searches and lists the library as {@code
 * OLLAMA_CATALOG_URL} has it. Thread-safe.
 */
public final class OllamaProvider implements ModelProvider {
    private static final String ID = "ollama";

    private final ModelResolver resolver;
    private final Catalogues catalogues = new Catalogues();

    /** Makes the provider; does no work. */
    public OllamaProvider() {
        this(PullDeadline.STANDARD);
    }

    OllamaProvider(PullDeadline timeout) {
        resolver = new ModelResolver(ID, timeout);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ModelRef canonical(ModelRef ref) {
        if (ref.revision().isPresent()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "A model of Ollama has no revision, but '" + ref + "' names one.",
                    "Name its tag: " + ID + ":" + ref.name() + (ref.name().contains(":") ? "." : ":TAG."));
        }
        ModelName name = ModelName.parse(ref.name());
        if (name.isCloud()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The model " + name + " runs on ollama.com: there is nothing to install.",
                    "Choose a tag that does not end in 'cloud'.");
        }
        return ModelRef.of(ID, name.shortText());
    }

    @Override
    public String identity(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ModelListing> search(SearchRequest request, ProviderContext context) {
        // What vLLM serves comes from elsewhere.
        return request.runtime().filter("vllm"::equals).isPresent()
                ? List.of()
                : catalogues.search(request.text(), request.limit(), context);
    }

    @Override
    public Optional<Catalogue> catalogue(ProviderContext context) {
        return Optional.of(catalogues.catalogue(context));
    }

    @Override
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        return resolver.resolve(request, context);
    }

    @Override
    public List<InstalledModel> inventory(ProviderContext context) {
        StoreLocator locator = locator(context);
        Optional<StoreLayout> store = locator.known().filter(found -> new StoreOwnership(found).isReadable());
        List<InstalledModel> models = new ArrayList<>(
                store.map(found -> new StoreInventory(found, ID).list()).orElse(List.of()));
        boolean isConfigured = context.settings().value(StoreLocator.VARIABLE).isPresent();
        if (store.isEmpty() || !isConfigured && locator.ofDaemon().isEmpty()) {
            DaemonClient daemon = new DaemonClient(DaemonAddress.of(context.settings()), context.transport());
            models.addAll(new DaemonInventory(daemon, ID).list());
        }
        return models;
    }

    @Override
    public Path locate(InstalledModel model, ModelFile file, ProviderContext context) {
        return model.location().resolveSibling("sha256-" + file.digest().hex());
    }

    @Override
    public Presence presence(InstalledModel model, ProviderContext context) {
        Optional<StoreLayout> store = StoreLayout.around(model.location());
        if (store.isEmpty() || !new StoreOwnership(store.get()).isReadable()) {
            return Presence.HIDDEN;
        }
        if (Files.notExists(store.get().root())
                && !DaemonAddress.of(context.settings()).isLocal()) {
            return Presence.HIDDEN;
        }
        Path manifest = store.get()
                .manifest(store.get().spelling(ModelName.parse(model.ref().name())));
        return Files.exists(manifest) ? Presence.AS_ITS_FILES : Presence.GONE;
    }

    @Override
    public long remove(InstalledModel model, Collection<InstalledModel> remaining, ProviderContext context) {
        return new Removal(context).remove(model, digests(remaining));
    }

    @Override
    public List<Orphan> orphans(Collection<InstalledModel> installed, ProviderContext context) {
        Optional<StoreLayout> store = locator(context)
                .known()
                .filter(found -> new StoreOwnership(found).refusal().isEmpty());
        boolean isUnderWay = installed.stream().anyMatch(OllamaProvider::isUnderWay);
        if (isUnderWay || store.isEmpty()) {
            return List.of();
        }
        return new StoreOrphans(store.get(), context.clock().instant()).find(digests(installed));
    }

    @Override
    public long storedBytes(Collection<InstalledModel> installed, ProviderContext context) {
        StoreUsage usage = new StoreUsage();
        for (InstalledModel model : installed) {
            StoreLayout.around(model.location())
                    .ifPresent(store -> model.files().forEach(file -> usage.add(store, file.digest())));
        }
        locator(context).known().ifPresent(usage::addIncoming);
        return usage.bytes();
    }

    @Override
    public List<Verdict> examine(ProviderContext context) {
        return new Examination(context).verdicts();
    }

    /** A model that is being installed is announced before anything is known of it. */
    private static boolean isUnderWay(InstalledModel model) {
        return model.state() == InstallState.PARTIAL && model.files().isEmpty();
    }

    private static List<Digest> digests(Collection<InstalledModel> models) {
        return models.stream()
                .flatMap(model -> model.files().stream())
                .map(ModelFile::digest)
                .toList();
    }

    private static StoreLocator locator(ProviderContext context) {
        return new StoreLocator(context.settings(), context.processes());
    }
}
