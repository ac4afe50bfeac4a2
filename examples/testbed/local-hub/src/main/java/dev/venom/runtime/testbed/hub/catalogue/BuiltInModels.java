package dev.venom.runtime.testbed.hub.catalogue;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that the hub brings along. All of them are real and small; their cards say what they are. */
public final class BuiltInModels {

    private static final Logger log = LoggerFactory.getLogger(BuiltInModels.class);

    private BuiltInModels() {}

    /** Fresh repositories of all built-in models. */
    public static List<HubRepository> repositories() {
        List<HubRepository> repositories = new ArrayList<>(List.of(TinyLlama.safetensors(), TinyLlama.gguf()));
        MiniLm.quantized()
                .ifPresentOrElse(
                        repositories::add, () -> log.info("model left out name=MiniLM reason=its jar is not present"));
        return List.copyOf(repositories);
    }

    /** The weights of the tiny Llama, for llama.cpp and Ollama: 3.75 MB in F16. */
    public static Content tinyGguf() {
        return TinyLlama.ggufWeights();
    }
}
