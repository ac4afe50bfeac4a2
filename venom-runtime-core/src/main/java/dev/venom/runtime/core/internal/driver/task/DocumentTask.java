package dev.venom.runtime.core.internal.driver.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/**
 * A question that is a JSON document: the model's name, and what it is given.
 *
 * @param wanted what is asked for
 * @param paths where
 * @param content how the model is given the prompt
 * @param reading how its answer is read
 */
record DocumentTask(String wanted, List<String> paths, Content content, Reading reading) implements ModelTask {
    /** Writes a prompt into a document. */
    @FunctionalInterface
    interface Content {
        void add(ObjectNode document, Prompt prompt);
    }

    /** Finds in an answer what the model has made of a prompt. */
    @FunctionalInterface
    interface Reading {
        Optional<Sample> read(JsonNode answer, Prompt prompt);
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        ObjectNode document = Json.object().put("model", model);
        content.add(document, prompt);
        return call.withBody("application/json", JsonWriter.compact(document));
    }

    @Override
    public Optional<Sample> read(JsonNode answer, Prompt prompt) {
        return reading.read(answer, prompt);
    }
}
