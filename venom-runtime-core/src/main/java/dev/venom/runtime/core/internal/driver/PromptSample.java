package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonArray;
import dev.venom.runtime.core.internal.json.JsonNumber;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets a server that speaks OpenAI's protocol go on from a prompt, or embed it. Immutable. */
record PromptSample(RuntimeDoor door, String name) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOKENS = 48;

    Sample of(String prompt) {
        HttpReply text = door.post(
                "/v1/completions",
                request().text("prompt", prompt).number("max_tokens", TOKENS).build(),
                PATIENCE);
        if (text.head().isSuccess()) {
            return textOf(text).map(Sample.Text::new).orElseThrow(() -> unhealthy(text));
        }
        HttpReply vector =
                door.post("/v1/embeddings", request().text("input", prompt).build(), PATIENCE);
        List<Double> values = vector.head().isSuccess() ? valuesOf(vector) : List.of();
        if (values.isEmpty()) {
            throw unhealthy(text);
        }
        return new Sample.Embedding(values);
    }

    private JsonObject.Builder request() {
        return JsonObject.builder().text("model", name);
    }

    private static Optional<String> textOf(HttpReply reply) {
        return RuntimeDoor.json(reply)
                .flatMap(answer -> answer.objects("choices").stream()
                        .flatMap(choice -> choice.text("text").stream())
                        .findFirst());
    }

    private static List<Double> valuesOf(HttpReply reply) {
        return RuntimeDoor.json(reply).stream()
                .flatMap(answer -> answer.objects("data").stream())
                .limit(1)
                .flatMap(item -> item.array("embedding").stream())
                .map(JsonArray::values)
                .flatMap(List::stream)
                .filter(JsonNumber.class::isInstance)
                .map(value -> Double.valueOf(((JsonNumber) value).literal()))
                .toList();
    }

    private VenomException unhealthy(HttpReply reply) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The model " + name + " answered neither a prompt nor a text to embed: it answered "
                        + reply.head().status() + ".",
                "Look at its log with 'logs' and at 'diagnose'.");
    }
}
