package dev.venom.runtime.core.internal.driver.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.Json;
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
    static Optional<Sample> text(JsonNode answer) {
        return written(answer, choice -> Json.text(choice.path("text")));
    }

    /** What a model has said in a conversation. */
    static Optional<Sample> message(JsonNode answer) {
        return written(answer, choice -> words(choice.path("message")));
    }

    /** A model that reasons may have used up its tokens before it came to its answer. */
    private static Optional<String> words(JsonNode message) {
        return Stream.of("content", "reasoning_content", "reasoning")
                .flatMap(member -> Json.text(message.path(member)).stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** A text, or tokens that were counted: one may be part of a character, and then there is no text yet. */
    private static Optional<Sample> written(JsonNode answer, Function<JsonNode, Optional<String>> words) {
        Optional<String> text = Json.elements(answer.path("choices"))
                .flatMap(choice -> words.apply(choice).stream())
                .filter(written -> !written.isEmpty())
                .findFirst();
        long counted =
                Json.number(answer.path("usage").path("completion_tokens")).orElse(0);
        return text.or(() -> counted > 0 ? Optional.of("") : Optional.empty()).map(Sample.Text::new);
    }

    /** The numbers of the first item, which may stand in rows. */
    static Optional<Sample> numbers(JsonNode answer, String member) {
        List<Double> numbers = new ArrayList<>();
        items(answer, "data").stream().limit(1).forEach(item -> collect(item.path(member), numbers));
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new Sample.Embedding(numbers));
    }

    /** Classes with their scores. */
    static Optional<Sample> classes(JsonNode answer) {
        List<Sample.Score> classes = items(answer, "data").stream()
                .flatMap(item -> likeliest(item).stream())
                .toList();
        return classes.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(classes));
    }

    /** One class with its score, or the likeliest of all whose probabilities are listed. */
    private static Optional<Sample.Score> likeliest(JsonNode item) {
        OptionalDouble declared = Json.decimal(item.path("score"));
        OptionalDouble score = declared.isPresent() ? declared : highest(item);
        return score.isPresent()
                ? Optional.of(new Sample.Score(Json.text(item.path("label")).orElse(""), score.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble highest(JsonNode item) {
        return Json.elements(item.path("probs"))
                .flatMapToDouble(value -> Json.decimal(value).stream())
                .max();
    }

    /** One score for each text that was compared. */
    static Optional<Sample> scores(JsonNode answer, String list, Prompt prompt, String... members) {
        List<Sample.Score> scores = new ArrayList<>();
        for (JsonNode item : items(answer, list)) {
            OptionalDouble score = first(item, members);
            if (score.isPresent()) {
                long index = Json.number(item.path("index")).orElse(scores.size());
                scores.add(new Sample.Score(document(prompt, index), score.getAsDouble()));
            }
        }
        return scores.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(scores));
    }

    /** The items of a list, which is the whole answer or a member of it. */
    private static List<JsonNode> items(JsonNode answer, String member) {
        return answer.isObject() ? Json.objects(answer.path(member)) : objects(answer);
    }

    private static List<JsonNode> objects(JsonNode array) {
        List<JsonNode> objects = new ArrayList<>(Json.objects(array));
        Json.elements(array).forEach(inner -> objects.addAll(objects(inner)));
        return objects;
    }

    private static void collect(JsonNode value, List<Double> numbers) {
        Json.decimal(value).ifPresent(numbers::add);
        Json.elements(value).forEach(inner -> collect(inner, numbers));
    }

    private static OptionalDouble first(JsonNode item, String... members) {
        for (String member : members) {
            OptionalDouble score = Json.decimal(item.path(member));
            if (score.isPresent()) {
                return score;
            }
        }
        return OptionalDouble.empty();
    }

    private static String document(Prompt prompt, long index) {
        List<String> documents = prompt.documents();
        return index >= 0 && index < documents.size() ? documents.get((int) index) : "";
    }
}
