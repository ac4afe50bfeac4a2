package dev.venom.runtime.testbed.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.engine.model.EmbeddingEngine;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Embeds texts. */
final class Embeddings {
    private static final int MOST_TEXTS = 64;

    private final EmbeddingEngine engine;
    private final String model;

    Embeddings(EmbeddingEngine engine, String model) {
        this.engine = engine;
        this.model = model;
    }

    int answer(JsonNode request, Exchange exchange) throws IOException, RefusedException {
        List<String> texts = texts(request.path("input"));
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("object", "list").put("model", model);
        ArrayNode data = document.putArray("data");
        for (int i = 0; i < texts.size(); i++) {
            ArrayNode vector =
                    data.addObject().put("object", "embedding").put("index", i).putArray("embedding");
            for (float value : engine.embed(texts.get(i))) {
                vector.add(value);
            }
        }
        exchange.send(document);
        return texts.size();
    }

    private static List<String> texts(JsonNode input) throws RefusedException {
        List<String> texts = input.isTextual()
                ? List.of(input.textValue())
                : StreamSupport.stream(input.spliterator(), false)
                        .map(item -> item.asText(""))
                        .toList();
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new RefusedException(
                    400, "invalid_request_error", "Send one to " + MOST_TEXTS + " texts as 'input'.");
        }
        return texts;
    }
}
