package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a model is made of: a manifest of schema 2. Immutable; the receiver must not change the bytes.
 *
 * @param config the content that describes the model
 * @param layers everything else, in the manifest's order
 * @param bytes the manifest itself, as it was served or stored
 */
public record ModelImage(Layer config, List<Layer> layers, byte[] bytes) {
    /** Copies the list. */
    public ModelImage {
        layers = List.copyOf(layers);
    }

    /**
     * All contents with names that differ.
     *
     * @return layers in the manifest's order, then the configuration
     */
    public List<ImageFile> files() {
        List<ImageFile> files = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (Layer layer : layers) {
            int number = used.merge(layer.kind(), 1, Integer::sum);
            String name = number == 1 ? layer.kind() : layer.kind() + "-" + number;
            files.add(new ImageFile(RelativePath.of(name), layer));
        }
        files.add(new ImageFile(RelativePath.of("config"), config));
        return files;
    }

    /**
     * The contents, each once.
     *
     * @return digests
     */
    public Set<Digest> digests() {
        Set<Digest> digests = new LinkedHashSet<>();
        layers.forEach(layer -> digests.add(layer.digest()));
        digests.add(config.digest());
        return digests;
    }

    /**
     * What never moves: the digest of the model's weights, or of its configuration where it has no such layer.
     *
     * @return such as {@code sha256:...}
     */
    public String commit() {
        return weights().map(Layer::digest).orElse(config.digest()).toString();
    }

    /**
     * The layer that is the model; of several the largest.
     *
     * @return a layer; empty where the weights are spread over tensors, or not here at all
     */
    public Optional<Layer> weights() {
        return layers.stream()
                .filter(layer -> layer.kind().equals("model"))
                .max(Comparator.comparingLong(Layer::sizeBytes));
    }

    /**
     * Length of all weights.
     *
     * @return bytes
     */
    public long weightBytes() {
        return layers.stream()
                .filter(Layer::isWeights)
                .mapToLong(Layer::sizeBytes)
                .sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelImage that && config.equals(that.config) && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return 31 * config.hashCode() + layers.hashCode();
    }

    @Override
    public String toString() {
        return commit();
    }
}
