package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.image.ModelImage;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import dev.venom.runtime.provider.ollama.internal.store.ContentCheck;
import dev.venom.runtime.provider.ollama.internal.store.StoreInventory;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.provider.ollama.internal.store.StoredImages;
import dev.venom.runtime.spi.provider.InstallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a daemon keeps models: a store that this process may look into, or not, or one on another host. Immutable.
 *
 * @param address the daemon
 * @param store its store; empty where that is on another host or can't be told
 */
record DaemonDestination(DaemonAddress address, Optional<StoreLayout> store) {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonDestination.class);
    private static final int MOST_PULLS = 3;

    /** Where a content is; a name that leads nowhere, where that is unknown. */
    Path destination(Layer layer) {
        return store.map(known -> known.blob(layer.digest()))
                .orElseGet(() -> elsewhere().resolve("sha256-" + layer.digest().hex()));
    }

    Path staging() {
        return store.map(StoreLayout::incoming).orElseGet(this::elsewhere);
    }

    /**
     * Fetches, and hashes what came where that can be done; damage is fetched again.
     *
     * @param fetch lets the daemon fetch, and asks it where the weights lie
     * @return what stands for the model as a whole
     */
    Path fetchIntact(ResolvedModel model, InstallContext context, Supplier<Optional<Path>> fetch) {
        for (int pulls = 1; ; pulls++) {
            Optional<Path> told = fetch.get();
            Optional<StoreLayout> visible = visible(model.target().name(), told);
            if (visible.isEmpty()) {
                context.progress().log("not hashed: the daemon's store can't be read here");
                return location(model.target().image(), told);
            }
            List<Layer> damaged = damaged(visible.get(), model, context);
            if (damaged.isEmpty()) {
                return StoreInventory.location(visible.get(), model.target().image());
            }
            if (pulls == MOST_PULLS) {
                throw mismatch(model, damaged);
            }
            LOG.warn("damaged after a pull model={} files={}", model.ref(), damaged.size());
            context.progress().log(damaged.size() + " files came damaged: fetching them again");
            damaged.forEach(new ContentCheck(visible.get())::discard);
        }
    }

    /** The store that has the model, where this process may look into it. */
    private Optional<StoreLayout> visible(ModelName name, Optional<Path> told) {
        return told.filter(path -> address.isLocal() && Files.isReadable(path))
                .flatMap(StoreLayout::around)
                .or(() -> store)
                .filter(seen -> new StoreOwnership(seen).isReadable())
                .filter(seen -> Files.isRegularFile(seen.manifest(seen.spelling(name))));
    }

    private Path location(ModelImage image, Optional<Path> told) {
        Layer weights = image.weights().orElse(image.config());
        return told.filter(path -> address.isLocal() && !Files.notExists(path)).orElseGet(() -> destination(weights));
    }

    private static List<Layer> damaged(StoreLayout seen, ResolvedModel model, InstallContext context) {
        ModelImage image = model.target().image();
        boolean isOther = StoredImages.find(seen, seen.spelling(model.target().name()))
                .filter(stored -> !stored.digests().equals(image.digests()))
                .isPresent();
        if (isOther) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "The tag " + model.target().name() + " was given to another model while it was being pulled.",
                    "Install it again.");
        }
        context.progress().phase("verifying");
        return new ContentCheck(seen).damaged(image, context.progress());
    }

    private static VenomException mismatch(ResolvedModel model, List<Layer> damaged) {
        return new VenomException(
                ErrorCode.CHECKSUM_MISMATCH,
                damaged.size() + " files of " + model.ref() + " are damaged after every pull, the first of them "
                        + damaged.get(0).digest() + ".",
                "Check the disk, the memory, and proxies between; --via registry fetches them without the daemon.");
    }

    private Path elsewhere() {
        return Path.of("/" + address.base().getRawAuthority().replaceAll("[^A-Za-z0-9.:_-]", "_"));
    }
}
