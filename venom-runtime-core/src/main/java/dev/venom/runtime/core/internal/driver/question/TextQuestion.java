package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/** Lets a model go on from a text. */
record TextQuestion() implements Question {
    @Override
    public String wanted() {
        return "a token";
    }

    @Override
    public List<String> paths() {
        return List.of("/v1/completions");
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .text("prompt", prompt.text())
                        .number("max_tokens", prompt.tokens())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        return Documents.written(answer, choice -> choice.text("text"));
    }
}
