package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import dev.venom.runtime.testbed.ollama.stream.LiveLines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /api/generate}, {@code /api/chat} and {@code /api/embed}: they also load and unload. Thread-safe. */
record GenerateEndpoint(Inference inference) {

    private static final long NANOS_PER_TOKEN = 1_000_000;

    Response generate(Request request) throws HttpErrorException {
        Body body = Body.of(request);
        return answer(body, body.text("prompt").isEmpty(), "response");
    }

    Response chat(Request request) throws HttpErrorException {
        Body body = Body.of(request);
        return answer(body, body.json().path("messages").isEmpty(), "message");
    }

    Response embed(Request request) throws HttpErrorException {
        Body body = Body.of(request);
        StoredModel model = inference
                .library()
                .get(body.name(), Answers.error(404, "model \"" + body.model() + "\" not found, try pulling it first"));
        List<String> texts = texts(body.json().path("input"));
        Inference.Use use = inference.begin(model, body);
        try (use) {
            ObjectNode answer = Answers.object().put("model", body.model());
            answer.set("embeddings", Inference.vectors(texts));
            return Answers.json(answer.put("total_duration", NANOS_PER_TOKEN)
                    .put("load_duration", 0)
                    .put("prompt_eval_count", texts.size()));
        }
    }

    private Response answer(Body body, boolean empty, String field) throws HttpErrorException {
        StoredModel model = inference.library().get(body);
        if (empty && body.keepAlive().filter(Duration.ZERO::equals).isPresent()) {
            inference.scheduler().unload(model);
            return Answers.json(piece(body, field, "").put("done", true).put("done_reason", "unload"));
        }
        inference.mustComplete(model);
        Inference.Use use = inference.begin(model, body);
        if (empty) {
            use.close();
            return Answers.json(piece(body, field, "").put("done", true).put("done_reason", "load"));
        }
        return body.streams(true) ? streamed(body, field, use) : whole(body, field, use);
    }

    private Response streamed(Body body, String field, Inference.Use use) {
        int length = length(body);
        return LiveLines.ndjson(lines -> {
            try (use) {
                for (int i = 0; i < length; i++) {
                    lines.line(piece(body, field, inference.replies().next(i)).put("done", false));
                }
                lines.line(last(body, field, "", length));
            }
        });
    }

    private Response whole(Body body, String field, Inference.Use use) {
        int length = length(body);
        try (use) {
            return Answers.json(last(body, field, inference.replies().whole(length), length));
        }
    }

    private static int length(Body body) {
        return CannedReplies.length(body.json().path("options").path("num_predict"));
    }

    private static ObjectNode piece(Body body, String field, String text) {
        ObjectNode piece = Answers.object().put("model", body.model()).put("created_at", Answers.time(Instant.now()));
        if (field.equals("message")) {
            piece.putObject(field).put("role", "assistant").put("content", text);
        } else {
            piece.put(field, text);
        }
        return piece;
    }

    private static ObjectNode last(Body body, String field, String text, int length) {
        boolean limited = body.json().path("options").has("num_predict");
        return piece(body, field, text)
                .put("done", true)
                .put("done_reason", limited ? "length" : "stop")
                .put("total_duration", length * NANOS_PER_TOKEN)
                .put("load_duration", NANOS_PER_TOKEN)
                .put("prompt_eval_count", 1)
                .put("prompt_eval_duration", NANOS_PER_TOKEN)
                .put("eval_count", length)
                .put("eval_duration", length * NANOS_PER_TOKEN);
    }

    private static List<String> texts(JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.asText());
        } else {
            input.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
