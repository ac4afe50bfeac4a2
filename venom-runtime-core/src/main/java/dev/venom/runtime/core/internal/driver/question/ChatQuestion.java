package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Talks to a model that only talks.
 *
 * @param limit how this server calls the number of tokens
 */
record ChatQuestion(String limit) implements Question {
    @Override
    public String wanted() {
        return "a token";
    }

    @Override
    public List<String> paths() {
        return List.of("/v1/chat/completions");
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        JsonObject message = JsonObject.builder()
                .text("role", "user")
                .text("content", prompt.text())
                .build();
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .objects("messages", List.of(message))
                        .number(limit, prompt.tokens())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        return Documents.written(answer, choice -> choice.object("message").flatMap(ChatQuestion::words));
    }

    /** A model that reasons may have used up its tokens before it came to its answer. */
    private static Optional<String> words(JsonObject message) {
        return Stream.of("content", "reasoning_content", "reasoning")
                .flatMap(member -> message.text(member).stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
