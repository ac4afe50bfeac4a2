package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.PullDeadline;
import dev.venom.runtime.provider.ollama.internal.image.Descriptions;
import dev.venom.runtime.provider.ollama.internal.image.ImageConfig;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAccess;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryClient;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import dev.venom.runtime.provider.ollama.internal.store.StoredImages;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a request to a pinned model. What it is made of the registry says, whoever fetches it then. Immutable. */
public final class ModelResolver {
    private static final String RECENT = "0.34.2";

    private final String provider;
    private final PullDeadline timeout;

    /**
     * A resolver.
     *
     * @param provider id under which the models are known
     * @param timeout how long a daemon may make no progress
     */
    public ModelResolver(String provider, PullDeadline timeout) {
        this.provider = provider;
        this.timeout = timeout;
    }

    /**
     * Resolves.
     *
     * @param request what is asked for
     * @param context what there is to work with
     * @return the model, pinned
     */
    public RemoteModel resolve(InstallRequest request, ProviderContext context) {
        Settings settings = context.settings();
        StoreLocator locator = new StoreLocator(settings, context.processes());
        StoreLayout store = locator.locate();
        ModelName name = store.spelling(ModelName.parse(request.ref().name()));
        RegistryAddress address = RegistryAddress.of(name, settings, request.insecure());
        DaemonClient daemon = new DaemonClient(DaemonAddress.of(settings), context.transport());
        Optional<String> version = daemon.version();
        RegistryClient registry = new RegistryClient(
                address,
                context.transport(),
                new RegistryAccess(address.origin(), locator.keyFile(), context.clock(), clientVersion(version)));
        ModelImage image = image(request, store, name, registry);
        ImageConfig config = config(store, image, registry);
        requireHere(name, image, config);
        InstallRoute way = new Routing(settings, locator, daemon, version, timeout).choose(request, address);
        List<Verdict> verdicts = new ArrayList<>(way.verdicts());
        verdicts.addAll(new ModelVerdicts(request, image, address).all(config, version));
        return new ResolvedModel(
                new Target(provider, name, image, address, registry), way, Descriptions.of(config), verdicts);
    }

    /** Where no daemon says what it is, a recent one is meant; builds without a version are as recent. */
    private static String clientVersion(Optional<String> daemon) {
        return daemon.filter(version -> version.matches("[0-9A-Za-z.+-]{1,40}"))
                .filter(version -> OllamaVersion.parse(version)
                        .filter(known -> !known.isUnknown())
                        .isPresent())
                .orElse(RECENT);
    }

    /** A repair asks for what is installed, though the tag may be another model's by now. */
    private static ModelImage image(
            InstallRequest request, StoreLayout store, ModelName name, RegistryClient registry) {
        Optional<String> pinned = request.ref().revision();
        if (pinned.isEmpty()) {
            return registry.image();
        }
        return StoredImages.find(store, name)
                .filter(stored -> stored.commit().equals(pinned.get()))
                .orElseThrow(() -> new VenomException(
                        ErrorCode.REVISION_NOT_FOUND,
                        "The model " + name + " is not there as " + pinned.get()
                                + ", and a registry gives only what a tag is now.",
                        "Install it again without a revision."));
    }

    private static ImageConfig config(StoreLayout store, ModelImage image, RegistryClient registry) {
        ImageConfig stored = StoredImages.config(store, image);
        return stored.equals(ImageConfig.UNKNOWN) ? registry.config(image) : stored;
    }

    /** A model that runs on ollama.com has no weights to install. */
    private static void requireHere(ModelName name, ModelImage image, ImageConfig config) {
        if (config.remoteHost().isPresent() || image.weightBytes() == 0) {
            throw new VenomException(
                    ErrorCode.INCOMPATIBLE,
                    "The model " + name + " has no weights in the registry"
                            + config.remoteHost()
                                    .map(host -> ": it runs on " + host)
                                    .orElse("") + ".",
                    "Choose a model that runs here.");
        }
    }
}
