package dev.venom.runtime.testbed.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.engine.model.TextEngine;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Continues a text or a conversation. */
final class Completions {
    private static final int DEFAULT_TOKENS = 48;
    private static final int MOST_TOKENS = 200;
    private static final double DEFAULT_TEMPERATURE = 0.8;

    private final TextEngine engine;
    private final String model;
    private final Form form;

    /** How a request says what comes before. */
    enum Form {
        TEXT("text_completion"),
        CHAT("chat.completion");

        private final String object;

        Form(String object) {
            this.object = object;
        }
    }

    Completions(TextEngine engine, String model, Form form) {
        this.engine = engine;
        this.model = model;
        this.form = form;
    }

    int answer(JsonNode request, Exchange exchange) throws IOException, RefusedException {
        String prompt = prompt(request);
        int maxTokens =
                Math.min(MOST_TOKENS, Math.max(1, request.path("max_tokens").asInt(DEFAULT_TOKENS)));
        float temperature = (float) request.path("temperature").asDouble(DEFAULT_TEMPERATURE);
        if (!request.path("stream").asBoolean(false)) {
            StringBuilder text = new StringBuilder();
            int tokens = engine.complete(prompt, maxTokens, temperature, text::append);
            exchange.send(whole(text.toString(), tokens));
            return tokens;
        }
        EventStream events = exchange.beginEvents();
        int tokens = engine.complete(prompt, maxTokens, temperature, piece -> events.send(piece(piece)));
        events.end();
        return tokens;
    }

    private String prompt(JsonNode request) throws RefusedException {
        if (form == Form.TEXT && request.path("prompt").isTextual()) {
            return request.path("prompt").textValue();
        }
        if (form == Form.CHAT && request.path("messages").isArray()) {
            return StreamSupport.stream(request.path("messages").spliterator(), false)
                    .map(message -> message.path("content").asText(""))
                    .collect(Collectors.joining("\n"));
        }
        throw new RefusedException(
                400, "invalid_request_error", "There is no " + (form == Form.TEXT ? "prompt" : "messages") + ".");
    }

    private ObjectNode whole(String text, int tokens) {
        ObjectNode document = begin(form.object);
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        if (form == Form.TEXT) {
            choice.put("text", text);
        } else {
            choice.putObject("message").put("role", "assistant").put("content", text);
        }
        choice.put("finish_reason", "length");
        document.putObject("usage").put("completion_tokens", tokens);
        return document;
    }

    private ObjectNode piece(String text) {
        ObjectNode document = begin(form == Form.TEXT ? form.object : form.object + ".chunk");
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        if (form == Form.TEXT) {
            choice.put("text", text);
        } else {
            choice.putObject("delta").put("content", text);
        }
        return document;
    }

    private ObjectNode begin(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", String.format(Locale.ROOT, "cmpl-%08x", System.nanoTime() & 0xffffffffL))
                .put("object", object)
                .put("created", System.currentTimeMillis() / 1_000)
                .put("model", model);
    }
}
