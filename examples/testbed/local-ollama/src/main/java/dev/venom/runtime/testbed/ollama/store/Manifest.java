package dev.venom.runtime.testbed.ollama.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A manifest as far as a daemon looks at it.
 *
 * @param config the configuration
 * @param layers the layers in their order
 */
public record Manifest(StoredLayer config, List<StoredLayer> layers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Copies the list. */
    public Manifest {
        layers = List.copyOf(layers);
    }

    /** Reads a manifest; {@link IOException} where it is none. */
    public static Manifest parse(byte[] bytes) throws IOException {
        JsonNode document = JSON.readTree(bytes);
        if (document == null || !document.path("config").isObject()) {
            throw new IOException("Not a manifest of a model");
        }
        List<StoredLayer> layers = new ArrayList<>();
        document.path("layers").forEach(entry -> layers.add(StoredLayer.of(entry)));
        Manifest manifest = new Manifest(StoredLayer.of(document.path("config")), layers);
        for (StoredLayer blob : manifest.blobs()) {
            if (!DIGEST.matcher(blob.digest()).matches()) {
                throw new IOException("invalid digest format");
            }
        }
        return manifest;
    }

    /** The layers, then the configuration: the order in which they are pulled. */
    public List<StoredLayer> blobs() {
        List<StoredLayer> blobs = new ArrayList<>(layers);
        blobs.add(config);
        return blobs;
    }

    /** All of it in bytes. */
    public long size() {
        return blobs().stream().mapToLong(StoredLayer::size).sum();
    }
}
