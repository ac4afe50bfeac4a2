package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/** Asks for what a model has in its last layer: models of rewards and of single words answer nothing else. */
record PoolingQuestion() implements Question {
    @Override
    public String wanted() {
        return "a pooled vector";
    }

    @Override
    public List<String> paths() {
        return List.of("/pooling");
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
        return Documents.numbers(answer, "data");
    }
}
