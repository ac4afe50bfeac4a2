package dev.venom.runtime.provider.ollama.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.time.Duration;
import java.util.List;

/**
 * Lets a daemon go on from a prompt, or embed it where the model makes embeddings. Immutable.
 *
 * @param daemon the daemon
 * @param timeout how long it may take: a model that is not loaded is loaded first
 */
public record PromptSample(DaemonClient daemon, Duration timeout) {
    private static final String NO_TEXT = "does not support generate";
    private static final int TOKENS = 48;

    /**
     * Takes a sample.
     *
     * @param name the model
     * @param prompt what to go on from
     * @return what the model made of it
     * @throws VenomException RUNTIME_UNHEALTHY with what was answered instead
     */
    public Sample of(String name, String prompt) {
        DaemonClient.Reply text = daemon.post("/api/generate", generation(name, prompt), timeout);
        if (text.field("error").filter(said -> said.contains(NO_TEXT)).isPresent()) {
            return new Sample.Embedding(numbersOf(daemon.post("/api/embed", embedding(name, prompt), timeout)));
        }
        // A model that reasons may have used up its tokens before it came to its answer.
        return text.field("response")
                .or(() -> text.field("thinking"))
                .filter(response -> text.isSuccess())
                .map(Sample.Text::new)
                .orElseThrow(() -> unhealthy(name, text));
    }

    private VenomException unhealthy(String name, DaemonClient.Reply reply) {
        String said = reply.field("error")
                .map(error -> error.replaceAll("[^\\x20-\\x7e]+", " ").replaceAll("\\.+$", ""))
                .orElse("status " + reply.head().status());
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The Ollama at " + daemon.address() + " produced nothing with " + name + ": " + said + ".",
                "See its log; 'diagnose' reads it.");
    }

    private static String generation(String name, String prompt) {
        return Json.object()
                .put("model", name)
                .put("prompt", prompt)
                .put("stream", false)
                .set("options", Json.object().put("num_predict", TOKENS))
                .toString();
    }

    private static String embedding(String name, String prompt) {
        return Json.object().put("model", name).put("input", prompt).toString();
    }

    private static List<Double> numbersOf(DaemonClient.Reply reply) {
        try {
            return Json.elements(Json.object(reply.body()).path("embeddings"))
                    .flatMap(Json::elements)
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::doubleValue)
                    .toList();
        } catch (MalformedJsonException notAnAnswer) {
            return List.of();
        }
    }
}
