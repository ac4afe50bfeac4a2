package dev.venom.runtime.testbed.ollama.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import dev.venom.runtime.testbed.ollama.scheduler.KeepAlive;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The JSON that a client sent.
 *
 * @param json an object
 */
record Body(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Body of(Request request) throws HttpErrorException {
        if (request.body().isBlank()) {
            throw new HttpErrorException(Answers.error(400, "missing request body"));
        }
        try {
            return new Body(JSON.readTree(request.body()));
        } catch (JsonProcessingException e) {
            throw new HttpErrorException(Answers.error(400, e.getOriginalMessage()));
        }
    }

    String text(String field) {
        return json.path(field).asText("");
    }

    /** The name of a model; clients of old say {@code name}. */
    String model() {
        return text("model").isEmpty() ? text("name") : text("model");
    }

    ModelName name() throws HttpErrorException {
        if (model().isEmpty()) {
            throw new HttpErrorException(Answers.error(400, "model is required"));
        }
        return ModelName.parse(model())
                .orElseThrow(() -> new HttpErrorException(Answers.error(400, "invalid model name")));
    }

    boolean streams(boolean otherwise) {
        return json.path("stream").asBoolean(otherwise);
    }

    Optional<Duration> keepAlive() throws HttpErrorException {
        try {
            return KeepAlive.parse(json.path("keep_alive"));
        } catch (IllegalArgumentException e) {
            throw new HttpErrorException(Answers.error(400, String.valueOf(e.getMessage())));
        }
    }

    OptionalLong contextLength() {
        JsonNode value = json.path("options").path("num_ctx");
        return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }
}
