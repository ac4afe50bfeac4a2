package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.json.JsonArray;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.core.internal.json.JsonValue;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;
import java.util.Optional;

/** Lets a server that speaks OpenAI's protocol produce one token or one embedding. Immutable. */
final class TokenProof {
    private static final int LONGEST_QUOTE = 200;
    private static final String PROMPT = "Hello";

    private final RuntimeDoor door;
    private final String name;
    private final Duration patience;

    TokenProof(RuntimeDoor door, String name, Duration patience) {
        this.door = door;
        this.name = name;
        this.patience = patience;
    }

    /** Empty where the server makes no text at all. */
    Optional<HttpReply> token() {
        HttpReply reply = ask(
                "/v1/completions",
                JsonObject.builder()
                        .text("model", name)
                        .text("prompt", PROMPT)
                        .number("max_tokens", 1)
                        .number("temperature", 0)
                        .build());
        boolean makesText = reply.head().status() != 404 || isAboutTheModel(reply);
        return makesText && reply.head().status() != 501 ? Optional.of(reply) : Optional.empty();
    }

    void requireToken(HttpReply reply) {
        JsonObject answer = requireDocument(reply);
        boolean counted = answer.object("usage")
                .map(usage -> usage.number("completion_tokens").orElse(0))
                .filter(tokens -> tokens > 0)
                .isPresent();
        // A token may be part of a character: then it counts although there is no text yet.
        boolean worded = answer.objects("choices").stream()
                .flatMap(choice -> choice.text("text").stream())
                .anyMatch(text -> !text.isEmpty());
        if (!counted && !worded) {
            throw unproved("it answered without a single token");
        }
    }

    void requireEmbedding() {
        HttpReply reply = ask(
                "/v1/embeddings",
                JsonObject.builder().text("model", name).text("input", PROMPT).build());
        requireVector(requireDocument(reply), "embedding");
    }

    void requirePooling() {
        HttpReply reply = ask(
                "/pooling",
                JsonObject.builder().text("model", name).text("input", PROMPT).build());
        requireVector(requireDocument(reply), "data");
    }

    private void requireVector(JsonObject answer, String member) {
        boolean hasNumbers = answer.objects("data").stream()
                .flatMap(item -> item.array(member).stream())
                .map(JsonArray::values)
                .anyMatch(values -> !values.isEmpty()
                        && (values.get(0).kind() == JsonValue.Kind.NUMBER
                                || values.get(0).kind() == JsonValue.Kind.ARRAY));
        if (!hasNumbers) {
            throw unproved("it answered without an embedding");
        }
    }

    private JsonObject requireDocument(HttpReply reply) {
        if (!reply.head().isSuccess()) {
            throw unproved("it answered " + reply.head().status() + ": " + quote(reply));
        }
        return RuntimeDoor.json(reply).orElseThrow(() -> unproved("its answer is not JSON: " + quote(reply)));
    }

    private HttpReply ask(String path, JsonObject body) {
        try {
            return door.post(path, body, patience);
        } catch (VenomException unanswered) {
            if (unanswered.code() == ErrorCode.CANCELLED) {
                throw unanswered;
            }
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "Asked for one token, " + name + " did not answer: " + unanswered.getMessage(),
                    "Look at its log with 'logs' and at 'diagnose'.",
                    unanswered);
        }
    }

    private VenomException unproved(String what) {
        return new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "Asked for one token of " + name + ", " + what + ".",
                "Look at its log with 'logs' and at 'diagnose'.");
    }

    /** vLLM says 404 both for a path and for a model that it does not know; only the latter has an error object. */
    private static boolean isAboutTheModel(HttpReply reply) {
        return reply.text().contains("NotFoundError") || reply.text().contains("does not exist");
    }

    private static String quote(HttpReply reply) {
        String text = reply.text().replaceAll("\\s+", " ").strip();
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }
}
