package dev.venom.runtime.testbed.engine.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request and its answer. Confined to one thread. */
final class Exchange {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST_BODY = 1 << 20;

    private final HttpExchange exchange;

    Exchange(HttpExchange exchange) {
        this.exchange = exchange;
    }

    JsonNode body() throws IOException, RefusedException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new RefusedException(413, "invalid_request_error", "The body is longer than 1 MiB.");
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw new RefusedException(400, "invalid_request_error", "The body is not JSON.");
        }
    }

    void send(JsonNode document) throws IOException {
        send(200, "application/json", document.toString());
    }

    void sendText(String text) throws IOException {
        send(200, "text/plain; version=0.0.4", text);
    }

    void refuse(RefusedException refusal) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("error")
                .put("message", refusal.getMessage())
                .put("type", refusal.type())
                .put("code", refusal.status());
        send(refusal.status(), "application/json", document.toString());
    }

    /** Begins an answer whose length is not known yet. */
    EventStream beginEvents() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return new EventStream(exchange.getResponseBody());
    }

    private void send(int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
