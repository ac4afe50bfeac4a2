package dev.venom.runtime.core.internal.driver.question;

import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpCall;
import java.util.List;
import java.util.Optional;

/**
 * Lets a model put texts in order by how well they answer a query.
 *
 * @param paths where
 * @param member how this server calls the texts
 */
record RankQuestion(List<String> paths, String member) implements Question {
    @Override
    public String wanted() {
        return "a rank";
    }

    @Override
    public HttpCall put(HttpCall call, String model, Prompt prompt) {
        return Documents.put(
                call,
                JsonObject.builder()
                        .text("model", model)
                        .text("query", prompt.query())
                        .texts(member, prompt.documents())
                        .build());
    }

    @Override
    public Optional<Sample> read(JsonValue answer, Prompt prompt) {
        return Documents.scores(Documents.items(answer, "results"), prompt, "relevance_score", "score");
    }
}
