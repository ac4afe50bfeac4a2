package dev.venom.runtime.testbed.ollama.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.ollama.image.Layer;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What a registry holds. Names are those of a pull, such as {@code gemma3:270m} or {@code team/model}; their hosts do not
 * matter. Thread-safe.
 */
public final class RegistryContent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST_TYPE = "application/vnd.docker.distribution.manifest.list.v2+json";

    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final Map<String, Layer> blobs = new ConcurrentHashMap<>();
    private final Map<String, ModelImage> images = new ConcurrentSkipListMap<>();

    /** Nothing yet. */
    public RegistryContent() {}

    /** Puts a model there, or another one in its place. */
    public void put(String name, ModelImage image) {
        hold(image);
        ModelName parts = ModelName.of(name);
        tagged(parts).put(parts.tag(), image);
        images.put(parts.repository() + ":" + parts.tag(), image);
    }

    /** Puts a list of manifests there, one for each platform; a tag leads to the list, a digest to each of them. */
    public void putList(String name, Map<String, ModelImage> byArchitecture) {
        ModelName parts = ModelName.of(name);
        ObjectNode list = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", LIST_TYPE);
        ArrayNode manifests = list.putArray("manifests");
        byArchitecture.forEach((architecture, image) -> {
            put(parts.repository() + ":platform-" + architecture, image);
            manifests
                    .addObject()
                    .put("mediaType", ModelImage.MANIFEST_TYPE)
                    .put("digest", "sha256:" + image.manifestSha256())
                    .put("size", image.manifest().length)
                    .putObject("platform")
                    .put("architecture", architecture)
                    .put("os", "linux");
        });
        putManifest(name, LIST_TYPE, list.toString());
    }

    /** Puts any text there as the manifest. */
    public void putManifest(String name, String mediaType, String text) {
        ModelName parts = ModelName.of(name);
        tagged(parts).put(parts.tag(), mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a GGUF repository of hf.co there, such as {@code user/repo}, with a model for each quantization. */
    public void putHuggingFace(String repository, Map<String, ModelImage> byQuantization) {
        byQuantization.values().forEach(this::hold);
        repositories.put(repository, new HuggingFaceRepository(byQuantization));
    }

    /** Puts a GGUF repository of hf.co there whose only file is in several parts. */
    public void putShardedHuggingFace(String repository) {
        repositories.put(repository, (reference, request) -> HuggingFaceRepository.sharded());
    }

    /** Takes a tag away; its blobs stay. */
    public void remove(String name) {
        ModelName parts = ModelName.of(name);
        tagged(parts).remove(parts.tag());
        images.remove(parts.repository() + ":" + parts.tag());
    }

    /** Serves other bytes under a layer's digest from now on. */
    public void replace(Layer spoiled) {
        blobs.put(spoiled.digest(), spoiled);
    }

    /** What has been put there under plain tags, by names such as {@code library/gemma3:270m}. */
    Map<String, ModelImage> images() {
        return images;
    }

    Optional<Repository> repository(String namespace, String model) {
        return Optional.ofNullable(repositories.get(namespace + "/" + model));
    }

    Optional<Layer> blob(String digest) {
        return Optional.ofNullable(blobs.get(digest));
    }

    private void hold(ModelImage image) {
        List<Layer> all = image.blobs();
        all.forEach(layer -> blobs.put(layer.digest(), layer));
    }

    private TaggedRepository tagged(ModelName name) {
        return (TaggedRepository) repositories.computeIfAbsent(name.repository(), unused -> new TaggedRepository());
    }
}
