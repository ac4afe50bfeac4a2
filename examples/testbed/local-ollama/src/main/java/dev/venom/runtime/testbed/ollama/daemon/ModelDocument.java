package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.ollama.scheduler.LoadedModel;
import dev.venom.runtime.testbed.ollama.store.GgufHeader;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import java.util.Map;
import java.util.TreeMap;

/** Describes models, as far as its version does. Thread-safe. */
record ModelDocument(Library library, Version version) {

    ObjectNode listed(StoredModel model) {
        ObjectNode entry = named(model)
                .put("modified_at", Answers.time(model.modifiedAt()))
                .put("size", model.manifest().size());
        entry.set("details", details(model));
        if (version.isAtLeast("0.30.0")) {
            entry.set("capabilities", capabilities(model));
        }
        return entry;
    }

    ObjectNode running(LoadedModel loaded) {
        ObjectNode entry = named(loaded.model())
                .put("size", loaded.sizeBytes())
                .put("size_vram", loaded.vramBytes())
                .put("expires_at", Answers.time(loaded.expiresAt()));
        if (version.isAtLeast("0.10.0")) {
            entry.put("context_length", loaded.contextLength());
        }
        entry.set("details", details(loaded.model()));
        return entry;
    }

    ObjectNode details(StoredModel model) {
        JsonNode config = model.config();
        ObjectNode details = Answers.object()
                .put("parent_model", "")
                .put("format", config.path("model_format").asText("gguf"))
                .put("family", config.path("model_family").asText(""));
        details.set("families", config.path("model_families"));
        details.put("parameter_size", config.path("model_type").asText(""));
        details.put("quantization_level", config.path("file_type").asText(""));
        if (version.isAtLeast("0.30.0")) {
            GgufHeader header = library.header(model);
            header.ofArchitecture("context_length").ifPresent(value -> details.put("context_length", value));
            header.ofArchitecture("embedding_length").ifPresent(value -> details.put("embedding_length", value));
        }
        return details;
    }

    ArrayNode capabilities(StoredModel model) {
        ArrayNode capabilities = Answers.object().putArray("capabilities");
        capabilities.add(library.embeds(model) ? "embedding" : "completion");
        model.config().path("capabilities").forEach(capabilities::add);
        return capabilities;
    }

    ObjectNode info(StoredModel model) {
        GgufHeader header = library.header(model);
        ObjectNode info = Answers.object();
        for (Map.Entry<String, Object> value : new TreeMap<>(header.values()).entrySet()) {
            boolean hidden =
                    value.getKey().equals("general.name") || value.getKey().equals("tokenizer.chat_template");
            if (!hidden) {
                info.putPOJO(value.getKey(), value.getValue());
            }
        }
        return info.put("general.parameter_count", header.parameters());
    }

    private static ObjectNode named(StoredModel model) {
        String name = model.name().shown();
        return Answers.object().put("name", name).put("model", name).put("digest", model.digest());
    }
}
