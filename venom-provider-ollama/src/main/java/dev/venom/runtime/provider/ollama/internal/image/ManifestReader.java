package dev.venom.runtime.provider.ollama.internal.image;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.requireNumber;
import static dev.venom.runtime.provider.ollama.internal.json.Json.requireText;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a manifest of schema 2, or a list of manifests for several platforms.
 *
 * <pre>
 * {"config": {"mediaType", "digest", "size"}, "layers": [{"mediaType", "digest", "size"}]}
 * {"manifests": [{"digest", "size", "platform": {"architecture", "os"}}]}
 * </pre>
 */
public final class ManifestReader {
    private static final int MOST_LAYERS = 20_000;
    private static final String ALGORITHM = "sha256:";

    private ManifestReader() {}

    /**
     * Reads a manifest.
     *
     * @param document its bytes
     * @return the model
     * @throws MalformedJsonException if it is none
     */
    public static ModelImage image(byte[] document) {
        JsonNode json = Json.object(document);
        if (!json.has("config")) {
            throw new MalformedJsonException("no configuration");
        }
        return new ModelImage(layer(json.path("config")), all(json, "layers", ManifestReader::layer), document);
    }

    /**
     * Reads what a registry answered: a manifest, or a list of them.
     *
     * @param document its bytes
     * @return the variants of a list; none where it is a manifest
     * @throws MalformedJsonException if it is neither
     */
    public static List<Variant> variants(byte[] document) {
        return all(Json.object(document), "manifests", ManifestReader::variant);
    }

    private static <T> List<T> all(JsonNode json, String field, Function<JsonNode, T> reader) {
        JsonNode list = json.path(field);
        if (json.has(field) && !list.isArray() || list.size() > MOST_LAYERS) {
            throw new MalformedJsonException("no list of " + field + ", or too long a one");
        }
        return elements(list).map(reader).toList();
    }

    private static Layer layer(JsonNode json) {
        return new Layer(text(json.path("mediaType")).orElse(""), digest(json), sizeBytes(json));
    }

    private static Variant variant(JsonNode json) {
        JsonNode platform = json.path("platform");
        return new Variant(
                digest(json),
                text(platform.path("architecture")).orElse(""),
                text(platform.path("os")).orElse(""));
    }

    private static Digest digest(JsonNode descriptor) {
        String digest = requireText(descriptor.path("digest"));
        if (!digest.startsWith(ALGORITHM)) {
            throw new MalformedJsonException("a digest that is not of SHA-256");
        }
        try {
            return Digest.sha256(digest.substring(ALGORITHM.length()));
        } catch (VenomException none) {
            throw new MalformedJsonException("a digest that is none", none);
        }
    }

    private static long sizeBytes(JsonNode descriptor) {
        long bytes = requireNumber(descriptor.path("size"));
        if (bytes < 0) {
            throw new MalformedJsonException("a layer without a size");
        }
        return bytes;
    }

    /**
     * One manifest of a list. Immutable.
     *
     * @param digest what it hashes to
     * @param architecture for which processor, such as {@code amd64}; empty where it does not say
     * @param system for which system, such as {@code linux}
     */
    public record Variant(Digest digest, String architecture, String system) {}
}
