package dev.venom.runtime.examples.cockpit.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/**
 * Gives a prompt to a runtime and shows the answer, so that one sees with one's own eyes that it works: a
 * continued text, the beginning of an embedding, or scores, whatever its model makes. Thread-safe.
 */
public final class TryEndpoint {
    private static final int SHOWN_VALUES = 8;
    private static final int LONGEST_PROMPT = 4_000;

    private final Runtimes runtimes;

    /**
     * Makes the endpoint.
     *
     * @param runtimes those of the host
     */
    public TryEndpoint(Runtimes runtimes) {
        this.runtimes = runtimes;
    }

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.post("/api/v1/runtimes/{id}/try", this::answer);
    }

    private void answer(Context context) {
        String prompt = JsonBody.of(context, Set.of("prompt")).required("prompt");
        if (prompt.length() > LONGEST_PROMPT) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The prompt is longer than " + LONGEST_PROMPT + " characters.",
                    "Send a shorter one: this is to try a runtime, not to use it.");
        }
        Sample sample = runtimes.sample(context.pathParam("id"), prompt);
        JsonAnswer.send(context, document(sample).toString());
    }

    private static ObjectNode document(Sample sample) {
        if (sample instanceof Sample.Embedding embedding) {
            return document(embedding);
        }
        return sample instanceof Sample.Scores scores ? document(scores) : document((Sample.Text) sample);
    }

    private static ObjectNode document(Sample.Text sample) {
        return JsonNodeFactory.instance.objectNode().put("kind", "text").put("text", sample.text());
    }

    private static ObjectNode document(Sample.Embedding sample) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "embedding")
                .put("dimensions", sample.values().size());
        sample.values().stream().limit(SHOWN_VALUES).forEach(answer.putArray("values")::add);
        return answer;
    }

    private static ObjectNode document(Sample.Scores sample) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("kind", "scores");
        ArrayNode scores = answer.putArray("scores");
        sample.values()
                .forEach(score -> scores.addObject().put("label", score.label()).put("value", score.value()));
        return answer;
    }
}
