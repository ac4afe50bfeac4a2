package dev.venom.runtime.testbed.hub.catalogue;

import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.GgufFacts;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.RepositoryBuilder;
import java.util.List;

/** A very small generative model, once for vLLM and once for llama.cpp and Ollama. */
final class TinyLlama {

    private static final long PARAMETERS = 1_870_656;
    private static final long CONTEXT_LENGTH = 256;
    private static final String GGUF = "venom-tiny.F16.gguf";

    private TinyLlama() {}

    static HubRepository safetensors() {
        RepositoryBuilder repository = HubRepository.named("venom/tiny-llama")
                .libraryName("transformers")
                .pipelineTag("text-generation")
                .license("apache-2.0")
                .tags("safetensors", "llama", "en", "test-fixture", "vllm")
                .downloads(1_200)
                .likes(12);
        for (String file : List.of(
                "README.md",
                "config.json",
                "generation_config.json",
                "model.safetensors",
                "tokenizer.json",
                "tokenizer_config.json")) {
            repository.file(file, ResourceFiles.content("tiny-llama/" + file));
        }
        return repository.build();
    }

    static HubRepository gguf() {
        return HubRepository.named("venom/tiny-llama-GGUF")
                .libraryName("gguf")
                .pipelineTag("text-generation")
                .license("apache-2.0")
                .tags("gguf", "llama", "en", "test-fixture", "ollama", "base_model:venom/tiny-llama")
                .downloads(800)
                .likes(8)
                .gguf(new GgufFacts(PARAMETERS, "llama", CONTEXT_LENGTH))
                .file("README.md", ResourceFiles.content("tiny-llama-gguf/README.md"))
                .file(GGUF, ggufWeights())
                .build();
    }

    static Content ggufWeights() {
        return ResourceFiles.content("tiny-llama-gguf/" + GGUF);
    }
}
