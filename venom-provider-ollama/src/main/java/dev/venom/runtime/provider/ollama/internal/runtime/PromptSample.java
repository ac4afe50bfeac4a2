package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.provider.ollama.internal.daemon.DaemonClient;
import dev.venom.runtime.provider.ollama.internal.json.JsonReader;
import dev.venom.runtime.provider.ollama.internal.json.JsonText;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a daemon go on from a prompt, or embed it where the model makes embeddings. Immutable.
 *
 * @param daemon the daemon
 * @param patience how long it may take: a model that is not loaded is loaded first
 */
public record PromptSample(DaemonClient daemon, Duration patience) {
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
        DaemonClient.Reply text = daemon.post("/api/generate", generation(name, prompt), patience);
        if (text.field("error").filter(said -> said.contains(NO_TEXT)).isPresent()) {
            return new Sample.Embedding(numbersOf(daemon.post("/api/embed", embedding(name, prompt), patience)));
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
        return JsonText.object(json -> {
            json.writeStringField("model", name);
            json.writeStringField("prompt", prompt);
            json.writeBooleanField("stream", false);
            json.writeObjectFieldStart("options");
            json.writeNumberField("num_predict", TOKENS);
            json.writeEndObject();
        });
    }

    private static String embedding(String name, String prompt) {
        return JsonText.object(json -> {
            json.writeStringField("model", name);
            json.writeStringField("input", prompt);
        });
    }

    private List<Double> numbersOf(DaemonClient.Reply reply) {
        List<Double> numbers = new ArrayList<>();
        try {
            JsonReader.read(
                    reply.body(),
                    json -> json.fields(field -> {
                        if (field.equals("embeddings") && json.isArray()) {
                            json.elements(() -> {
                                if (json.isArray()) {
                                    json.elements(() -> json.decimal().ifPresent(numbers::add));
                                }
                            });
                        }
                    }));
        } catch (MalformedJsonException notAnAnswer) {
            numbers.clear();
        }
        return numbers;
    }
}
