package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/** Lets a model turn a text into numbers. */
record EmbeddingQuestion() implements Question {
    @Override
    public String wanted() {
        return "an embedding";
    }

    @Override
    public List<String> paths() {
        // The second gives the numbers of each token, where they are not pooled.
        return List.of("/v1/embeddings", "/embeddings");
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .text("input", prompt.text())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        return Documents.numbers(answer, "embedding");
    }
}
