package dev.venom.runtime.testbed.ollama.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model: its configuration and its layers. Immutable.
 *
 * @param config the configuration
 * @param layers the layers in the manifest's order
 * @param requires the oldest Ollama that a registry hands it to
 */
public record ModelImage(Layer config, List<Layer> layers, Optional<String> requires) {

    /** The media type of a manifest. */
    public static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public ModelImage {
        layers = List.copyOf(layers);
    }

    /** Begins a model; without weights of its own it gets the tiny Llama's. */
    public static ModelImageBuilder builder() {
        return new ModelImageBuilder();
    }

    /** A very small generative Llama that real servers run, too. */
    public static ModelImage tinyLlama() {
        return builder()
                .weights(BuiltInModels.tinyGguf())
                .parameters("1.87M")
                .template("{{ .Prompt }}")
                .settings("{\"num_ctx\":256,\"temperature\":0.8}")
                .license("Apache License, Version 2.0. This model was made to test with.\n")
                .build();
    }

    /** A model whose weights are a valid GGUF of exactly this size, full of pseudo-random bytes. */
    public static ModelImage generated(long size, long seed) {
        return builder().weights(GeneratedGguf.create(size, seed)).build();
    }

    /** The layer with the weights. */
    public Layer weights() {
        return layers.stream()
                .filter(layer -> layer.is("model"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This model has no weights"));
    }

    /** The layers and the configuration. */
    public List<Layer> blobs() {
        List<Layer> blobs = new ArrayList<>(layers);
        blobs.add(config);
        return blobs;
    }

    /** All of it in bytes. */
    public long size() {
        return blobs().stream().mapToLong(Layer::size).sum();
    }

    /** The manifest, as a registry serves it. */
    public byte[] manifest() {
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
        describe(manifest.putObject("config"), config);
        ArrayNode list = manifest.putArray("layers");
        layers.forEach(layer -> describe(list.addObject(), layer));
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree always has a text", e);
        }
    }

    /** SHA-256 of the manifest, in lower-case hex. */
    public String manifestSha256() {
        return ContentDigest.sha256(Content.of(manifest()));
    }

    private static void describe(ObjectNode entry, Layer layer) {
        entry.put("mediaType", layer.mediaType()).put("digest", layer.digest()).put("size", layer.size());
    }
}
