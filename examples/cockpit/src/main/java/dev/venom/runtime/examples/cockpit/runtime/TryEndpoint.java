package dev.venom.runtime.examples.cockpit.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.cockpit.request.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a prompt to a runtime and shows the answer, so that one sees with one's own eyes that it works: a
 * continued text, or the beginning of an embedding where the model makes those. Thread-safe.
 */
public final class TryEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOKENS = 48;
    private static final int SHOWN_VALUES = 8;
    private static final int LONGEST_PROMPT = 4_000;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ModelManager manager;
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    /**
     * Makes the endpoint.
     *
     * @param manager knows the runtimes
     */
    public TryEndpoint(ModelManager manager) {
        this.manager = manager;
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
        String id = context.pathParam("id");
        URI base = manager.runtimeSpec(id).baseUri();
        String model = servedName(id);
        Optional<ObjectNode> text = completion(base, model, prompt);
        JsonAnswer.send(
                context,
                text.orElseGet(() -> embedding(id, base, model, prompt)).toString());
    }

    private String servedName(String id) {
        return Optional.ofNullable(manager.activeModels().get(id))
                .map(ModelRef::name)
                .orElseThrow(() -> new VenomException(
                        ErrorCode.NOT_INSTALLED, "No model is active on " + id + ".", "Activate one first."));
    }

    private Optional<ObjectNode> completion(URI base, String model, String prompt) {
        ObjectNode request = request(model).put("prompt", prompt).put("max_tokens", TOKENS);
        return post(base.resolve("/v1/completions"), request)
                .map(answer -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "text")
                        .put("text", answer.at("/choices/0/text").asText("")));
    }

    private ObjectNode embedding(String id, URI base, String model, String prompt) {
        JsonNode vector = post(base.resolve("/v1/embeddings"), request(model).put("input", prompt))
                .map(answer -> answer.at("/data/0/embedding"))
                .orElseThrow(() -> new VenomException(
                        ErrorCode.RUNTIME_UNHEALTHY,
                        "The runtime " + id + " answered neither a prompt nor a text to embed.",
                        "Look into its log."));
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("kind", "embedding").put("dimensions", vector.size());
        for (int i = 0; i < Math.min(SHOWN_VALUES, vector.size()); i++) {
            answer.withArray("values").add(vector.get(i));
        }
        return answer;
    }

    private static ObjectNode request(String model) {
        return JsonNodeFactory.instance.objectNode().put("model", model);
    }

    /** Empty where the runtime does not do this: the other kind of request is tried then. */
    private Optional<JsonNode> post(URI uri, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? Optional.of(MAPPER.readTree(response.body())) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        } catch (IOException silent) {
            throw new VenomException(
                    ErrorCode.NETWORK,
                    "The runtime at " + uri.getAuthority() + " does not answer.",
                    "Is it started?",
                    silent);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The Cockpit is closing.", "", closing);
        }
    }
}
