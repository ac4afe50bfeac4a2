package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonArray;
import dev.venom.runtime.core.internal.json.JsonNumber;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shapes that answers have in common. */
final class Answers {
    private Answers() {}

    /** What a model has written after a text. */
    static Optional<Sample> text(JsonValue answer) {
        return written(answer, choice -> choice.text("text"));
    }

    /** What a model has said in a conversation. */
    static Optional<Sample> message(JsonValue answer) {
        return written(answer, choice -> choice.object("message").flatMap(Answers::words));
    }

    /** A model that reasons may have used up its tokens before it came to its answer. */
    private static Optional<String> words(JsonObject message) {
        return Stream.of("content", "reasoning_content", "reasoning")
                .flatMap(member -> message.text(member).stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** A text, or tokens that were counted: one may be part of a character, and then there is no text yet. */
    private static Optional<Sample> written(JsonValue answer, Function<JsonObject, Optional<String>> words) {
        Optional<JsonObject> document = answer.asObject();
        Optional<String> text = document.stream()
                .flatMap(known -> known.objects("choices").stream())
                .flatMap(choice -> words.apply(choice).stream())
                .filter(written -> !written.isEmpty())
                .findFirst();
        long counted = document.flatMap(known -> known.object("usage"))
                .map(usage -> usage.number("completion_tokens").orElse(0))
                .orElse(0L);
        return text.or(() -> counted > 0 ? Optional.of("") : Optional.empty()).map(Sample.Text::new);
    }

    /** The numbers of the first item, which may stand in rows. */
    static Optional<Sample> numbers(JsonValue answer, String member) {
        List<Double> numbers = new ArrayList<>();
        items(answer, "data").stream()
                .limit(1)
                .flatMap(item -> item.value(member).stream())
                .forEach(value -> collect(value, numbers));
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new Sample.Embedding(numbers));
    }

    /** Classes with their scores. */
    static Optional<Sample> classes(JsonValue answer) {
        List<Sample.Score> classes = items(answer, "data").stream()
                .flatMap(item -> likeliest(item).stream())
                .toList();
        return classes.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(classes));
    }

    /** One class with its score, or the likeliest of all whose probabilities are listed. */
    private static Optional<Sample.Score> likeliest(JsonObject item) {
        OptionalDouble score = item.decimal("score").isPresent() ? item.decimal("score") : highest(item);
        return score.isPresent()
                ? Optional.of(new Sample.Score(item.text("label").orElse(""), score.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble highest(JsonObject item) {
        return item.array("probs").stream()
                .flatMap(probabilities -> probabilities.values().stream())
                .filter(JsonNumber.class::isInstance)
                .flatMapToDouble(value -> ((JsonNumber) value).asDecimal().stream())
                .max();
    }

    /** One score for each text that was compared. */
    static Optional<Sample> scores(JsonValue answer, String list, Prompt prompt, String... members) {
        List<Sample.Score> scores = new ArrayList<>();
        for (JsonObject item : items(answer, list)) {
            OptionalDouble score = first(item, members);
            if (score.isPresent()) {
                long index = item.number("index").orElse(scores.size());
                scores.add(new Sample.Score(document(prompt, index), score.getAsDouble()));
            }
        }
        return scores.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(scores));
    }

    /** The items of a list, which is the whole answer or a member of it. */
    private static List<JsonObject> items(JsonValue answer, String member) {
        return answer.asObject()
                .map(document -> document.objects(member))
                .orElseGet(() -> answer.asArray().map(Answers::objects).orElse(List.of()));
    }

    private static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>(array.objects());
        array.values().forEach(value -> value.asArray().ifPresent(inner -> objects.addAll(objects(inner))));
        return objects;
    }

    private static void collect(JsonValue value, List<Double> numbers) {
        if (value instanceof JsonNumber number) {
            number.asDecimal().ifPresent(numbers::add);
        }
        value.asArray().ifPresent(array -> array.values().forEach(inner -> collect(inner, numbers)));
    }

    private static OptionalDouble first(JsonObject item, String... members) {
        for (String member : members) {
            if (item.decimal(member).isPresent()) {
                return item.decimal(member);
            }
        }
        return OptionalDouble.empty();
    }

    private static String document(Prompt prompt, long index) {
        List<String> documents = prompt.documents();
        return index >= 0 && index < documents.size() ? documents.get((int) index) : "";
    }
}
