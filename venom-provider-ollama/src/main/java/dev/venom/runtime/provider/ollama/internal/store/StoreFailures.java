package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.file.StorageFailures;
import java.io.IOException;
import java.nio.file.Path;

/** Says what a failed access to the store means. */
final class StoreFailures {
    private static final StorageFailures OF_STORE = new StorageFailures(
            "Run this as the owner of the store or as root, or set OLLAMA_MODELS to a store of your own.");

    private StoreFailures() {}

    static VenomException of(String what, Path path, IOException failure) {
        return OF_STORE.of(what, path, failure);
    }
}
