package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/** Lets a cross-encoder say how alike texts are. */
record ScoreQuestion() implements Question {
    @Override
    public String wanted() {
        return "a score";
    }

    @Override
    public List<String> paths() {
        return List.of("/score", "/v1/score");
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .text("text_1", prompt.query())
                        .texts("text_2", prompt.documents())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        return Documents.scores(Documents.items(answer, "data"), prompt, "score");
    }
}
