package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.store.StoredModel;
import dev.venom.runtime.testbed.ollama.stream.LiveLines;
import java.util.ArrayList;
import java.util.List;

/** The routes in the words of OpenAI. Thread-safe. */
record OpenAiEndpoint(Inference inference) {

    Response completion(Request request, boolean chat) throws HttpErrorException {
        Body body = Body.of(request);
        StoredModel model = model(body);
        inference.mustComplete(model);
        int length = CannedReplies.length(body.json().path("max_tokens"));
        Inference.Use use = inference.begin(model, body);
        return body.streams(false) ? streamed(body, chat, length, use) : whole(body, chat, length, use);
    }

    Response embeddings(Request request) throws HttpErrorException {
        Body body = Body.of(request);
        List<String> texts = new ArrayList<>();
        JsonNode input = body.json().path("input");
        if (input.isTextual()) {
            texts.add(input.asText());
        }
        input.forEach(text -> texts.add(text.asText()));
        Inference.Use use = inference.begin(model(body), body);
        try (use) {
            ObjectNode answer = Answers.object().put("object", "list").put("model", body.model());
            ArrayNode data = answer.putArray("data");
            Inference.vectors(texts)
                    .forEach(vector -> data.addObject()
                            .put("object", "embedding")
                            .put("index", data.size() - 1)
                            .set("embedding", vector));
            answer.set("usage", Inference.usage(0));
            return Answers.json(answer);
        }
    }

    static Response error(int status, String type, String message) {
        ObjectNode document = Answers.object();
        document.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return Answers.json(status, document);
    }

    static Response notFound(String name) {
        return error(404, "not_found_error", "model '" + name + "' not found");
    }

    private StoredModel model(Body body) throws HttpErrorException {
        return inference.library().get(body.name(), notFound(body.model()));
    }

    private Response whole(Body body, boolean chat, int length, Inference.Use use) {
        try (use) {
            ObjectNode answer = document(body, chat, inference.replies().whole(length), false);
            answer.set("usage", Inference.usage(length));
            return Answers.json(answer);
        }
    }

    private Response streamed(Body body, boolean chat, int length, Inference.Use use) {
        return LiveLines.events(lines -> {
            try (use) {
                for (int i = 0; i < length; i++) {
                    lines.text(
                            "data: " + document(body, chat, inference.replies().next(i), true) + "\n\n");
                }
                lines.text("data: [DONE]\n\n");
            }
        });
    }

    private static ObjectNode document(Body body, boolean chat, String text, boolean delta) {
        ObjectNode answer = Answers.object()
                .put("id", "cmpl-1")
                .put("object", chat ? "chat.completion" : "text_completion")
                .put("model", body.model());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        if (chat) {
            choice.putObject(delta ? "delta" : "message")
                    .put("role", "assistant")
                    .put("content", text);
        } else {
            choice.put("text", text);
        }
        choice.put("finish_reason", delta ? null : "stop");
        return answer;
    }
}
