package dev.venom.runtime.provider.ollama.internal.runtime;

import static dev.venom.runtime.provider.ollama.internal.json.Json.elements;
import static dev.venom.runtime.provider.ollama.internal.json.Json.number;
import static dev.venom.runtime.provider.ollama.internal.json.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lets a daemon produce one token, or an embedding where the model makes embeddings. Immutable.
 *
 * @param daemon the daemon
 * @param timeout how long it may take: a model that is not loaded is loaded first
 */
public record TokenProof(DaemonClient daemon, Duration timeout) {
    private static final String NO_TEXT = "does not support generate";

    /**
     * Makes the proof.
     *
     * @param name the model
     * @return what it has shown
     * @throws VenomException RUNTIME_UNHEALTHY with what was answered instead
     */
    public Verdict verdict(String name) {
        DaemonClient.Reply text = send(name, "/api/generate", generation(name));
        boolean isEmbedding =
                text.field("error").filter(said -> said.contains(NO_TEXT)).isPresent();
        if (!isEmbedding) {
            return proved(name, text, hasToken(text), "a token");
        }
        DaemonClient.Reply vector = send(name, "/api/embed", embedding(name));
        return proved(name, vector, hasEmbedding(vector), "an embedding");
    }

    private Verdict proved(String name, DaemonClient.Reply reply, boolean isProved, String what) {
        if (!reply.isSuccess() || !isProved) {
            String said = reply.field("error").orElse("status " + reply.head().status() + " without " + what);
            throw unhealthy(name, said.replaceAll("[^\\x20-\\x7e]+", " ").replaceAll("\\.+$", ""));
        }
        return Verdict.ok("proof", "the model " + name + " produced " + what);
    }

    private DaemonClient.Reply send(String name, String path, String body) {
        try {
            return daemon.post(path, body, timeout);
        } catch (VenomException failure) {
            if (failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            throw unhealthy(name, failure.getMessage());
        }
    }

    private VenomException unhealthy(String name, String said) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The Ollama at " + daemon.address() + " produced nothing with " + name + ": " + said + ".",
                "See its log; 'diagnose' reads it.");
    }

    private static String generation(String name) {
        return Json.object()
                .put("model", name)
                .put("prompt", "Hi")
                .put("stream", false)
                .set("options", Json.object().put("num_predict", 1))
                .toString();
    }

    private static String embedding(String name) {
        return Json.object().put("model", name).put("input", "Hi").toString();
    }

    private static boolean hasToken(DaemonClient.Reply reply) {
        return isRead(
                reply,
                json -> number(json.path("eval_count")).orElse(0) > 0
                        || Stream.of("response", "thinking")
                                .anyMatch(field -> text(json.path(field))
                                        .filter(said -> !said.isEmpty())
                                        .isPresent()));
    }

    private static boolean hasEmbedding(DaemonClient.Reply reply) {
        return isRead(
                reply,
                json -> elements(json.path("embeddings"))
                        .flatMap(Json::elements)
                        .findAny()
                        .isPresent());
    }

    private static boolean isRead(DaemonClient.Reply reply, Predicate<JsonNode> proof) {
        try {
            return proof.test(Json.object(reply.body()));
        } catch (MalformedJsonException notAnAnswer) {
            return false;
        }
    }
}
