package dev.venom.runtime.testbed.ollama.daemon;

import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.store.GgufHeader;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import dev.venom.runtime.testbed.ollama.store.StoredLayer;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/** Looks into models of the store. Thread-safe. */
record Library(ModelStore store) {

    private static final GgufHeader UNREADABLE = new GgufHeader(Map.of(), 0);

    StoredModel get(ModelName name, Response otherwise) throws HttpErrorException {
        return store.find(name).orElseThrow(() -> new HttpErrorException(otherwise));
    }

    StoredModel get(Body body) throws HttpErrorException {
        return get(body.name(), Answers.modelNotFound(body.model()));
    }

    /** The header of the weights; an empty one where there is none that can be read. */
    GgufHeader header(StoredModel model) {
        try {
            Optional<StoredLayer> weights = model.layer("model");
            return weights.isPresent()
                    ? GgufHeader.read(store.blob(weights.get().digest()))
                    : UNREADABLE;
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    /** The text of a layer of that kind; empty where there is none. */
    String text(StoredModel model, String kind) throws IOException {
        Optional<StoredLayer> layer = model.layer(kind);
        try {
            // as Go does: what is no text shows as replacement characters
            return layer.isPresent()
                    ? new String(Files.readAllBytes(store.blob(layer.get().digest())), StandardCharsets.UTF_8)
                    : "";
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Models that make embeddings say how they pool. */
    boolean embeds(StoredModel model) {
        return header(model).ofArchitecture("pooling_type").isPresent();
    }
}
