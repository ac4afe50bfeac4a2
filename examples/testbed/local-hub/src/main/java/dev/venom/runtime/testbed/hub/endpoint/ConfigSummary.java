package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.repository.Commit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The excerpt of {@code config.json} and {@code tokenizer_config.json} that the Hub shows. */
final class ConfigSummary {

    private static final List<String> CONFIG_FIELDS =
            List.of("architectures", "model_type", "quantization_config", "auto_map");
    private static final List<String> TOKENIZER_FIELDS =
            List.of("bos_token", "eos_token", "unk_token", "pad_token", "chat_template");

    private ConfigSummary() {}

    static Optional<JsonNode> of(Commit commit) {
        return read(commit, "config.json").map(config -> {
            ObjectNode summary = excerpt(config, CONFIG_FIELDS);
            read(commit, "tokenizer_config.json")
                    .ifPresent(tokenizer -> summary.set("tokenizer_config", excerpt(tokenizer, TOKENIZER_FIELDS)));
            return summary;
        });
    }

    private static ObjectNode excerpt(JsonNode document, List<String> fields) {
        ObjectNode excerpt = JsonAnswer.JSON.createObjectNode();
        for (String field : fields) {
            if (document.has(field)) {
                excerpt.set(field, document.get(field));
            }
        }
        return excerpt;
    }

    /** The document, if the file is there and is one. */
    private static Optional<JsonNode> read(Commit commit, String path) {
        return commit.file(path).flatMap(file -> {
            try {
                return Optional.of(
                        JsonAnswer.JSON.readTree(file.blob().content().bytes()));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
