package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.hub.wire.Response;

/** Answers in JSON. */
final class JsonAnswer {

    static final ObjectMapper JSON = new ObjectMapper();

    private JsonAnswer() {}

    static Response of(JsonNode document) {
        return of(200, document);
    }

    static Response of(int status, JsonNode document) {
        try {
            return Response.text(status, "application/json", JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree always has a text", e);
        }
    }
}
