package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.wire.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Answers in JSON, with the texts of the real daemon. */
final class Answers {

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Response json(JsonNode document) {
        return json(200, document);
    }

    static Response json(int status, JsonNode document) {
        return Response.text(status, "application/json", document.toString());
    }

    static Response error(int status, String text) {
        return json(status, object().put("error", text));
    }

    static Response modelNotFound(String name) {
        return error(404, "model '" + name + "' not found");
    }

    /** A route that this version does not have: no JSON there. */
    static Response pageNotFound() {
        return Response.text(404, "text/plain", "404 page not found");
    }

    /** As Go writes times. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
