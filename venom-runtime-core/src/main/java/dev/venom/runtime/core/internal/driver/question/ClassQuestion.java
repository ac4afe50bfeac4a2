package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonNumber;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Lets a model say to which class a text belongs.
 *
 * @param paths where
 * @param member how this server calls the text
 */
record ClassQuestion(List<String> paths, String member) implements Question {
    @Override
    public String wanted() {
        return "a class";
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .text(member, prompt.text())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        List<Sample.Score> classes = Documents.items(answer, "data").stream()
                .flatMap(item -> score(item).stream())
                .toList();
        return classes.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(classes));
    }

    /** One class with its score, or the likeliest of all whose probabilities are listed. */
    private static Optional<Sample.Score> score(JsonObject item) {
        OptionalDouble score = item.decimal("score").isPresent() ? item.decimal("score") : likeliest(item);
        return score.isPresent()
                ? Optional.of(new Sample.Score(item.text("label").orElse(""), score.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble likeliest(JsonObject item) {
        return item.array("probs").stream()
                .flatMap(probabilities -> probabilities.values().stream())
                .filter(JsonNumber.class::isInstance)
                .flatMapToDouble(value -> ((JsonNumber) value).asDecimal().stream())
                .max();
    }
}
