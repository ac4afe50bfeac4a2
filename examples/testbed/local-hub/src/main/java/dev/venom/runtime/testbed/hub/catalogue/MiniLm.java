package dev.venom.runtime.testbed.hub.catalogue;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.net.URL;
import java.util.Optional;

/** A real embedding model, whose weights are in a published jar. */
final class MiniLm {

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private MiniLm() {}

    /** The model; empty if the jar is not on the class path. */
    static Optional<HubRepository> quantized() {
        URL weights = MiniLm.class.getResource(WEIGHTS);
        URL tokenizer = MiniLm.class.getResource(TOKENIZER);
        return weights == null || tokenizer == null ? Optional.empty() : Optional.of(quantized(weights, tokenizer));
    }

    private static HubRepository quantized(URL weights, URL tokenizer) {
        return HubRepository.named("sentence-transformers/all-MiniLM-L6-v2-onnx-q")
                .libraryName("onnx")
                .pipelineTag("sentence-similarity")
                .license("apache-2.0")
                .tags("bert", "en", "base_model:sentence-transformers/all-MiniLM-L6-v2")
                .downloads(2_500)
                .likes(25)
                .file("README.md", ResourceFiles.content("minilm/README.md"))
                .file("config.json", ResourceFiles.content("minilm/config.json"))
                .file("tokenizer.json", Content.of(tokenizer))
                .file("onnx/model_quantized.onnx", Content.of(weights))
                .build();
    }
}
