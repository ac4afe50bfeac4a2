package dev.venom.runtime.testbed.ollama.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import java.time.Instant;
import java.util.Optional;

/**
 * A model in the store.
 *
 * @param name its name
 * @param digest SHA-256 of the manifest's file, in lower-case hex
 * @param manifest what belongs to it
 * @param config its configuration
 * @param modifiedAt when its manifest was written
 */
public record StoredModel(ModelName name, String digest, Manifest manifest, JsonNode config, Instant modifiedAt) {

    /** The first layer of that kind, such as {@code model}. */
    public Optional<StoredLayer> layer(String kind) {
        return manifest.layers().stream().filter(layer -> layer.is(kind)).findFirst();
    }
}
