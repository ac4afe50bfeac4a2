package dev.venom.runtime.testbed.ollama.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.hub.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a model together. Confined to one thread. */
public final class ModelImageBuilder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG_TYPE = "application/vnd.docker.container.image.v1+json";

    private final List<Layer> layers = new ArrayList<>();
    private final ObjectNode config = JSON.createObjectNode();
    private Optional<String> requires = Optional.empty();

    ModelImageBuilder() {
        config.put("model_format", "gguf");
        family("llama").quantization("F16");
    }

    /** The weights, a GGUF. */
    public ModelImageBuilder weights(Content gguf) {
        return layer(Layer.of("model", gguf));
    }

    /** The family, such as {@code llama}. */
    public ModelImageBuilder family(String name) {
        config.put("model_family", name);
        config.putArray("model_families").add(name);
        return this;
    }

    /** The size as people say it, such as {@code 8.0B}. */
    public ModelImageBuilder parameters(String size) {
        config.put("model_type", size);
        return this;
    }

    /** The quantization, such as {@code Q4_K_M}. */
    public ModelImageBuilder quantization(String name) {
        config.put("file_type", name);
        return this;
    }

    /** The chat template. */
    public ModelImageBuilder template(String text) {
        return layer(Layer.of("template", Content.of(text)));
    }

    /** The system prompt. */
    public ModelImageBuilder system(String text) {
        return layer(Layer.of("system", Content.of(text)));
    }

    /** The default options, a JSON object. */
    public ModelImageBuilder settings(String json) {
        return layer(Layer.of("params", Content.of(json)));
    }

    /** The licence. */
    public ModelImageBuilder license(String text) {
        return layer(Layer.of("license", Content.of(text)));
    }

    /** A layer of any kind. */
    public ModelImageBuilder layer(Layer layer) {
        layers.add(layer);
        return this;
    }

    /** So many more layers of this size with pseudo-random bytes. */
    public ModelImageBuilder pieces(int count, long size) {
        for (int i = 0; i < count; i++) {
            layer(Layer.of("license", Content.pseudoRandom(size, layers.size() + 1L)));
        }
        return this;
    }

    /** A field of the configuration, such as {@code remote_host}. */
    public ModelImageBuilder configure(String field, String value) {
        config.put(field, value);
        return this;
    }

    /** The oldest Ollama that a registry hands this to, such as {@code 0.30.0}. */
    public ModelImageBuilder requires(String version) {
        requires = Optional.of(version);
        return configure("requires", version);
    }

    /** The model. */
    public ModelImage build() {
        if (layers.stream().noneMatch(layer -> layer.is("model"))) {
            layers.add(0, Layer.of("model", BuiltInModels.tinyGguf()));
        }
        config.put("architecture", "amd64").put("os", "linux");
        return new ModelImage(Layer.ofMediaType(CONFIG_TYPE, Content.of(text())), layers, requires);
    }

    private String text() {
        try {
            return JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree always has a text", e);
        }
    }
}
