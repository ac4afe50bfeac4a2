package dev.venom.runtime.provider.ollama.internal.image;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a manifest of schema 2, or a list of manifests for several platforms. Confined to one thread. */
public final class ManifestReader {
    private static final int MOST_LAYERS = 20_000;
    private static final String ALGORITHM = "sha256:";

    private final List<Layer> layers = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();
    private Optional<Layer> config = Optional.empty();

    private ManifestReader() {}

    /**
     * Reads a manifest.
     *
     * @param document its bytes
     * @return the model
     * @throws MalformedJsonException if it is none
     */
    public static ModelImage image(byte[] document) {
        ManifestReader reader = read(document);
        return reader.image(document, reader.config);
    }

    /**
     * Reads what a registry answered: a manifest, or a list of them.
     *
     * @param document its bytes
     * @return the variants of a list; none where it is a manifest
     * @throws MalformedJsonException if it is neither
     */
    public static List<Variant> variants(byte[] document) {
        return List.copyOf(read(document).variants);
    }

    private static ManifestReader read(byte[] document) {
        ManifestReader reader = new ManifestReader();
        try {
            JsonReader.read(document, json -> json.fields(name -> reader.field(name, json)));
        } catch (VenomException malformedDigest) {
            throw new MalformedJsonException("a digest that is none", malformedDigest);
        }
        return reader;
    }

    private ModelImage image(byte[] document, Optional<Layer> found) {
        if (found.isEmpty()) {
            throw new MalformedJsonException("no configuration");
        }
        return new ModelImage(found.get(), layers, document);
    }

    private void field(String name, JsonReader json) {
        switch (name) {
            case "config" -> config = Optional.of(layer(json));
            case "layers" -> json.elements(() -> add(layers, layer(json)));
            case "manifests" -> json.elements(() -> add(variants, variant(json)));
            default -> {}
        }
    }

    private static <T> void add(List<T> list, T element) {
        if (list.size() == MOST_LAYERS) {
            throw new MalformedJsonException("too many layers");
        }
        list.add(element);
    }

    private static Layer layer(JsonReader json) {
        Descriptor descriptor = Descriptor.read(json);
        return new Layer(descriptor.mediaType, descriptor.digest(), descriptor.sizeBytes);
    }

    private static Variant variant(JsonReader json) {
        Descriptor descriptor = Descriptor.read(json);
        return new Variant(descriptor.digest(), descriptor.architecture, descriptor.system);
    }

    /**
     * One manifest of a list. Immutable.
     *
     * @param digest what it hashes to
     * @param architecture for which processor, such as {@code amd64}; empty where it does not say
     * @param system for which system, such as {@code linux}
     */
    public record Variant(Digest digest, String architecture, String system) {}

    private static final class Descriptor {
        private String mediaType = "";
        private String digest = "";
        private String architecture = "";
        private String system = "";
        private long sizeBytes = -1;

        private static Descriptor read(JsonReader json) {
            Descriptor descriptor = new Descriptor();
            json.fields(name -> descriptor.field(name, json));
            if (descriptor.sizeBytes < 0) {
                throw new MalformedJsonException("a layer without a size");
            }
            return descriptor;
        }

        private Digest digest() {
            if (!digest.startsWith(ALGORITHM)) {
                throw new MalformedJsonException("a digest that is not of SHA-256");
            }
            return Digest.sha256(digest.substring(ALGORITHM.length()));
        }

        private void field(String name, JsonReader json) {
            switch (name) {
                case "mediaType" -> mediaType = json.text().orElse("");
                case "digest" -> digest = json.requireText();
                case "size" -> sizeBytes = json.requireLong();
                case "platform" -> json.fields(part -> platform(part, json));
                default -> {}
            }
        }

        private void platform(String name, JsonReader json) {
            if (name.equals("architecture")) {
                architecture = json.text().orElse("");
            } else if (name.equals("os")) {
                system = json.text().orElse("");
            }
        }
    }
}
