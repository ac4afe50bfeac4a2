package dev.venom.runtime.testbed.hub.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Hub knows of a model besides its files. Immutable.
 *
 * @param tags as shown, among them the library and {@code license:...}
 * @param pipelineTag the task, such as {@code text-generation}
 * @param libraryName such as {@code transformers}
 * @param license the short name of the licence
 * @param downloads of the last month
 * @param likes ever
 * @param safetensors parameters by type, such as {@code BF16}
 * @param gguf what the Hub tells of the first GGUF file
 * @param securityStatuses by path, where it is not {@code safe}
 */
public record ModelFacts(
        List<String> tags,
        Optional<String> pipelineTag,
        Optional<String> libraryName,
        Optional<String> license,
        long downloads,
        long likes,
        Map<String, Long> safetensors,
        Optional<GgufFacts> gguf,
        Map<String, String> securityStatuses) {

    /** Copies the collections. */
    public ModelFacts {
        tags = List.copyOf(tags);
        safetensors = Map.copyOf(safetensors);
        securityStatuses = Map.copyOf(securityStatuses);
    }
}
