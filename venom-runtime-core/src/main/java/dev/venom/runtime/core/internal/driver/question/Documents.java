package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonArray;
import dev.venom.runtime.core.internal.json.JsonNumber;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The shapes that answers have in common. */
final class Documents {
    private Documents() {}

    static HttpCall put(HttpCall call, JsonObject document) {
        return call.withJson(JsonWriter.compact().text(document));
    }

    /** A text, or tokens that were counted: one may be part of a character, and then there is no text yet. */
    static Optional<Sample> written(JsonValue answer, Function<JsonObject, Optional<String>> words) {
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

    /** One score for each text that was compared. */
    static Optional<Sample> scores(List<JsonObject> items, Prompt prompt, String... members) {
        List<Sample.Score> scores = new ArrayList<>();
        for (JsonObject item : items) {
            OptionalDouble score = first(item, members);
            if (score.isPresent()) {
                long index = item.number("index").orElse(scores.size());
                scores.add(new Sample.Score(document(prompt, index), score.getAsDouble()));
            }
        }
        return scores.isEmpty() ? Optional.empty() : Optional.of(new Sample.Scores(scores));
    }

    /** The items of a list, which is the whole answer or a member of it. */
    static List<JsonObject> items(JsonValue answer, String member) {
        return answer.asObject()
                .map(document -> document.objects(member))
                .orElseGet(() -> answer.asArray().map(Documents::objects).orElse(List.of()));
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
