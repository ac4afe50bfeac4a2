package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Counts the parameters of safetensors files by their headers. */
final class SafetensorsSummary {

    private static final long LARGEST_HEADER = 1 << 24;

    private SafetensorsSummary() {}

    /** Parameters by type; empty if nothing is known. What was declared for the repository goes first. */
    static Map<String, Long> of(HubRepository repository, Commit commit) {
        Map<String, Long> declared = repository.facts().safetensors();
        if (!declared.isEmpty()) {
            return declared;
        }
        Map<String, Long> parameters = new TreeMap<>();
        commit.files().values().stream()
                .filter(file -> file.path().endsWith(".safetensors"))
                .forEach(file -> count(file, parameters));
        return parameters;
    }

    private static void count(HubFile file, Map<String, Long> parameters) {
        header(file.blob().content()).forEach(tensor -> {
            if (tensor.has("dtype")) {
                long elements = 1;
                for (JsonNode dimension : tensor.path("shape")) {
                    elements *= dimension.asLong();
                }
                parameters.merge(tensor.path("dtype").asText(), elements, Long::sum);
            }
        });
    }

    /** The header, or an empty one where a test's file only has the name of a safetensors file. */
    private static JsonNode header(Content content) {
        JsonNode none = JsonAnswer.JSON.createObjectNode();
        if (content.size() < Long.BYTES) {
            return none;
        }
        long length = ByteBuffer.wrap(content.slice(0, Long.BYTES).bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > LARGEST_HEADER || length > content.size() - Long.BYTES) {
            return none;
        }
        try {
            return JsonAnswer.JSON.readTree(content.slice(Long.BYTES, length).bytes());
        } catch (IOException e) {
            return none;
        }
    }
}
