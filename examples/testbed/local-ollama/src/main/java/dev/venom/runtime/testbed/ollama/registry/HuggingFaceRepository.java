package dev.venom.runtime.testbed.ollama.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A GGUF repository as hf.co has it: the tag is a quantization in any case, and one of them is the default. */
final class HuggingFaceRepository implements Repository {

    private static final String DEFAULT = "Q4_K_M";

    private final Map<String, ModelImage> quantizations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HuggingFaceRepository(Map<String, ModelImage> quantizations) {
        this.quantizations.putAll(quantizations);
    }

    @Override
    public Response manifest(String reference, Request request) {
        Optional<ModelImage> image = reference.equals("latest") ? preferred() : find(reference);
        return image.map(HuggingFaceRepository::answer)
                .orElseGet(() -> error("The specified tag is not available in the repository. Please use another tag"
                        + " or \"latest\""));
    }

    private Optional<ModelImage> find(String quantization) {
        return Optional.ofNullable(quantizations.get(quantization));
    }

    private Optional<ModelImage> preferred() {
        return find(DEFAULT)
                .or(() -> quantizations.keySet().stream()
                        .min(Comparator.comparing(name -> !name.startsWith("Q4")))
                        .flatMap(this::find));
    }

    private static Response answer(ModelImage image) {
        return Response.status(200)
                .header("Content-Type", "application/json; charset=utf-8")
                .body(Content.of(image.manifest()));
    }

    static Response sharded() {
        return error("The specified tag is a sharded GGUF. Ollama does not support this yet. Follow this issue for more"
                + " info: https://github.com/ollama/ollama/issues/5245");
    }

    private static Response error(String message) {
        return RegistryErrors.json(400, JsonNodeFactory.instance.objectNode().put("error", message));
    }
}
