package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.provider.ollama.internal.command.OllamaCommand;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.daemon.LoadedModels;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.provider.ollama.internal.store.StoreRemoval;
import dev.venom.runtime.spi.provider.ProviderContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a model away: out of the store where this process may write there, else through the daemon, else through the
 * program {@code ollama}. A loaded model is unloaded first, as deleting it would leave it in memory. Thread-safe.
 */
public final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final ProviderContext context;
    private final DaemonClient daemon;

    /**
     * For one removal.
     *
     * @param context what there is to work with
     */
    public Removal(ProviderContext context) {
        this.context = context;
        this.daemon = new DaemonClient(DaemonAddress.of(context.settings()), context.transport());
    }

    /**
     * Removes.
     *
     * @param model the model
     * @param needed contents of other models
     * @return bytes freed; where a daemon does not say, those of contents that no other model is known to have
     */
    public long remove(InstalledModel model, Collection<Digest> needed) {
        ModelName name = ModelName.parse(model.ref().name());
        Optional<StoreLayout> store =
                StoreLayout.around(model.location()).filter(known -> new StoreOwnership(known).isReadable());
        Optional<VenomException> refusal = store.flatMap(known -> new StoreOwnership(known).refusal());
        boolean answers = daemon.version().isPresent();
        if (answers) {
            unload(name);
        }
        if (store.isPresent() && refusal.isEmpty()) {
            ModelName spelling = store.get().spelling(name);
            return new StoreRemoval(store.get(), spelling).remove(digests(model), needed);
        }
        if (answers) {
            return daemon.delete(name.shortText()) ? freed(model, needed) : 0;
        }
        OllamaCommand.find(context.settings())
                .orElseThrow(() -> refusal.orElseGet(() -> silent(model)))
                .remove(name.shortText());
        return freed(model, needed);
    }

    private void unload(ModelName name) {
        try {
            LoadedModels loaded = new LoadedModels(daemon);
            if (loaded.has(name)) {
                loaded.unload(name);
            }
        } catch (VenomException unwilling) {
            if (unwilling.code() == ErrorCode.CANCELLED) {
                throw unwilling;
            }
            LOG.warn("a model is removed although it is loaded model={} reason={}", name, unwilling.getMessage());
        }
    }

    private VenomException silent(InstalledModel model) {
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "The model " + model.ref() + " can't be removed: its store can't be reached, and no Ollama answers at "
                        + daemon.address() + ".",
                "Start Ollama, or run this as the owner of the store or as root.");
    }

    private static List<Digest> digests(InstalledModel model) {
        return model.files().stream().map(ModelFile::digest).toList();
    }

    private static long freed(InstalledModel model, Collection<Digest> needed) {
        return model.files().stream()
                .filter(file -> !needed.contains(file.digest()))
                .mapToLong(ModelFile::sizeBytes)
                .sum();
    }
}
