package dev.venom.runtime.provider.ollama.internal.resolve;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.daemon.StartingDaemon;
import dev.venom.runtime.provider.ollama.internal.image.Layer;
import dev.venom.runtime.provider.ollama.internal.store.Publication;
import dev.venom.runtime.provider.ollama.internal.store.StoreInventory;
import dev.venom.runtime.provider.ollama.internal.store.StoreLayout;
import dev.venom.runtime.provider.ollama.internal.store.StoreOwnership;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Straight from the registry into a store, by the library's own engine. Immutable.
 *
 * @param store the store
 * @param address the registry, to show it
 */
record RegistryRoute(StoreLayout store, String address) implements InstallRoute {
    @Override
    public Path destination(Layer layer) {
        Path blob = store.blob(layer.digest());
        Path waiting = store.incoming(layer.digest());
        return !isWhole(blob, layer) && isWhole(waiting, layer) ? waiting : blob;
    }

    @Override
    public Path staging() {
        return store.incoming();
    }

    @Override
    public List<Verdict> verdicts() {
        Verdict way = Verdict.ok("route", "from the registry " + address + " into the store " + store.root());
        Optional<VenomException> refusal = new StoreOwnership(store).refusal();
        return refusal.isEmpty()
                ? List.of(way)
                : List.of(
                        way,
                        Verdict.refuse(
                                "store",
                                refusal.get().code(),
                                refusal.get().getMessage() + " "
                                        + refusal.get().hint().replaceAll("\\.$", "")));
    }

    @Override
    public Path install(ResolvedModel model, InstallContext context) {
        Publication publication =
                new Publication(store, model.target().name(), model.target().image());
        publication.run(() -> context.fetch(waiting(model)), new StartingDaemon(context)::await);
        return StoreInventory.location(store, model.target().image());
    }

    /** Everything is fetched to where it waits; a content that the store has is there under a second name. */
    private List<RemoteFile> waiting(ResolvedModel model) {
        return model.files().stream()
                .map(file -> new RemoteFile(
                        file.path(),
                        file.sizeBytes(),
                        file.digest(),
                        store.incoming(file.digest()),
                        file.staging(),
                        file.source()))
                .toList();
    }

    private static boolean isWhole(Path file, Layer layer) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == layer.sizeBytes();
        } catch (IOException gone) {
            return false;
        }
    }
}
