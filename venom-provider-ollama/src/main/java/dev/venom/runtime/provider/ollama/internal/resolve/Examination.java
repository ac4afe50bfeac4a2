package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.registry.RegistryAddress;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreLocator;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.provider.ollama.internal.store.StoredImages;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.transport.HttpCall;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks that this provider can work here: the daemon, its store, the registry. Immutable. */
public final class Examination {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ProviderContext context;

    /**
     * For one host.
     *
     * @param context what there is to work with
     */
    public Examination(ProviderContext context) {
        this.context = context;
    }

    /**
     * Makes the checks.
     *
     * @return one verdict for each; none refuses, as a host without Ollama is a good host
     */
    public List<Verdict> verdicts() {
        return List.of(
                checked("ollama_daemon", this::daemon),
                checked("ollama_store", this::store),
                checked("ollama_registry", this::registry));
    }

    /** A setting that can't be used ends the check that needs it, and no other. */
    private static Verdict checked(String name, Supplier<Verdict> check) {
        try {
            return check.get();
        } catch (VenomException failure) {
            return Verdict.warn(
                    name, (failure.getMessage() + " " + failure.hint()).strip().replaceAll("\\.$", ""));
        }
    }

    private Verdict daemon() {
        DaemonClient daemon = new DaemonClient(DaemonAddress.of(context.settings()), context.transport());
        Optional<String> version = daemon.version();
        return version.isPresent()
                ? Verdict.ok("ollama_daemon", "Ollama " + version.get() + " answers at " + daemon.address())
                : Verdict.warn(
                        "ollama_daemon",
                        (daemon.answers() ? "something else than an Ollama answers at " : "no Ollama answers at ")
                                + daemon.address());
    }

    private Verdict store() {
        Optional<StoreLayout> known = new StoreLocator(context.settings(), context.processes()).known();
        if (known.isEmpty()) {
            return Verdict.ok("ollama_store", "none: OLLAMA_MODELS is not set, and this user has no home directory");
        }
        StoreLayout store = known.get();
        StoreOwnership ownership = new StoreOwnership(store);
        if (!ownership.isReadable()) {
            return Verdict.warn("ollama_store", store.root() + " can't be read by this user: a daemon has to be asked");
        }
        Optional<VenomException> refusal = ownership.refusal();
        if (refusal.isPresent()) {
            return Verdict.warn("ollama_store", refusal.get().getMessage().replaceAll("\\.$", ""));
        }
        return Files.exists(store.root())
                ? contents(store)
                : Verdict.ok("ollama_store", store.root() + " is not there yet");
    }

    private static Verdict contents(StoreLayout store) {
        try {
            StoredImages images = StoredImages.read(store);
            String figures = store.root() + " has " + images.images().size() + " models";
            return images.unreadable() == 0
                    ? Verdict.ok("ollama_store", figures)
                    : Verdict.warn(
                            "ollama_store",
                            figures + " and " + images.unreadable()
                                    + " manifests that can't be read: a daemon does not prune such a store");
        } catch (IOException unreadable) {
            return Verdict.warn("ollama_store", store.root() + " can't be read: " + unreadable.getMessage());
        }
    }

    private Verdict registry() {
        try {
            RegistryAddress address = RegistryAddress.of(ModelName.parse("model"), context.settings(), false);
            context.transport()
                    .send(HttpCall.get(address.base().resolve("/v2/")).withTimeout(TIMEOUT));
            return Verdict.ok("ollama_registry", address + " answers");
        } catch (VenomException failure) {
            return Verdict.warn("ollama_registry", failure.getMessage().replaceAll("\\.$", ""));
        }
    }
}
