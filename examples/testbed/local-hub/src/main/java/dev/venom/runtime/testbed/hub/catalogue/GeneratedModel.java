package dev.venom.runtime.testbed.hub.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.RepositoryBuilder;
import java.util.Locale;

/**
 * A model that looks like one and is of any size: pseudo-random weights in valid safetensors files, for benchmarks.
 *
 * @param id such as {@code bench/two-gib}
 * @param size of all weights together, in bytes
 * @param files over which they are spread
 */
public record GeneratedModel(String id, long size, int files) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}\n";

    /** Refuses nonsense. */
    public GeneratedModel {
        if (files < 1 || size / files < 1024) {
            throw new IllegalArgumentException(
                    "A generated model has at least one file of at least 1024 bytes, not " + files + " of " + size);
        }
    }

    /** Parses {@code org/name:SIZE[:files]}. */
    public static GeneratedModel parse(String text) {
        String[] parts = text.split(":");
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("Not of the form org/name:SIZE[:files]: " + text);
        }
        return new GeneratedModel(
                parts[0], ByteCount.parse(parts[1]), parts.length == 3 ? Integer.parseInt(parts[2]) : 1);
    }

    /** The repository. Digests of all weights are computed here, at about a second for each GiB. */
    public HubRepository repository() {
        RepositoryBuilder repository = HubRepository.named(id)
                .libraryName("transformers")
                .pipelineTag("text-generation")
                .tags("safetensors", "generated")
                .file("README.md", "# " + id + "\n\nPseudo-random bytes for benchmarks; not a model.\n")
                .file("config.json", CONFIG);
        for (int i = 1; i <= files; i++) {
            long share = i < files ? size / files : size - size / files * (files - 1);
            repository.file(fileName(i), Content.safetensors(share, i));
        }
        if (files > 1) {
            repository.file("model.safetensors.index.json", index());
        }
        return repository.build();
    }

    private String fileName(int number) {
        return files == 1
                ? "model.safetensors"
                : String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", number, files);
    }

    private String index() {
        ObjectNode index = JSON.createObjectNode();
        index.putObject("metadata").put("total_size", size);
        ObjectNode weights = index.putObject("weight_map");
        for (int i = 1; i <= files; i++) {
            weights.put("generated.weight." + i, fileName(i));
        }
        return index.toPrettyString();
    }
}
