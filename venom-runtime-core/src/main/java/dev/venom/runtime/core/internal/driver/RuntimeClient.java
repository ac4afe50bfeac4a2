package dev.venom.runtime.core.internal.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.JsonLimits;
import dev.venom.runtime.core.internal.json.JsonReader;
import dev.venom.runtime.core.internal.json.JsonWriter;
import dev.venom.runtime.core.internal.json.MalformedJsonException;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.transport.Credential;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Calls one runtime at its address. Immutable. */
final class RuntimeClient {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String KEY_CURE = "Give its description the key that the server takes: VLLM_API_KEY or"
            + " LLAMA_API_KEY in its \"env\", or --api-key in its command.";
    private static final JsonReader JSON = JsonReader.within(JsonLimits.FOREIGN);

    private final DriverContext context;
    private final Optional<Credential> credential;

    RuntimeClient(DriverContext context, Optional<Credential> credential) {
        this.context = context;
        this.credential = credential;
    }

    /** Whose door it is. */
    RuntimeSpec spec() {
        return context.spec();
    }

    /**
     * Asks for a resource.
     *
     * @throws VenomException if no answer came
     */
    HttpReply get(String path) {
        return send(HttpCall.get(uri(path)));
    }

    /** Asks for a resource; empty unless it was answered with success. */
    Optional<HttpReply> find(String path) {
        try {
            return Optional.of(get(path)).filter(reply -> reply.head().isSuccess());
        } catch (VenomException unanswered) {
            if (unanswered.code() == ErrorCode.CANCELLED) {
                throw unanswered;
            }
            return Optional.empty();
        }
    }

    /** Asks for a JSON document; a missing node unless there is one. */
    JsonNode document(String path) {
        return find(path).flatMap(RuntimeClient::json).orElse(MissingNode.getInstance());
    }

    /**
     * Sends a document and waits for the answer.
     *
     * @throws VenomException if no answer came
     */
    HttpReply post(String path, JsonNode body, Duration timeout) {
        return post(path, call -> call.withBody("application/json", JsonWriter.compact(body)), timeout);
    }

    /**
     * Sends whatever a call is given to carry, and waits for the answer.
     *
     * @throws VenomException if no answer came
     */
    HttpReply post(String path, UnaryOperator<HttpCall> body, Duration timeout) {
        HttpReply reply = send(body.apply(HttpCall.of("POST", uri(path))).withTimeout(timeout));
        if (refusesKey(reply)) {
            throw new VenomException(ErrorCode.UNAUTHORIZED, refusal(path, reply), KEY_CURE);
        }
        return reply;
    }

    /** What is wrong where a question that needs no model was not answered. */
    HealthReport unanswered(VenomException failure) {
        boolean lasting = isLasting(failure);
        return new HealthReport(
                lasting ? Health.REFUSING : Health.UNREACHABLE,
                lasting ? failure.getMessage() + " " + failure.hint() : failure.getMessage(),
                List.of(),
                Optional.empty());
    }

    /** What is wrong where an answer refuses the key; empty where it does not. */
    Optional<HealthReport> refusing(String path, HttpReply reply) {
        return refusesKey(reply)
                ? Optional.of(new HealthReport(
                        Health.REFUSING, refusal(path, reply) + " " + KEY_CURE, List.of(), Optional.empty()))
                : Optional.empty();
    }

    /** Whether no waiting mends a failure. */
    static boolean isLasting(VenomException failure) {
        return failure.code() == ErrorCode.INVALID_REQUEST || failure.code() == ErrorCode.UNAUTHORIZED;
    }

    private static boolean refusesKey(HttpReply reply) {
        return reply.head().status() == UNAUTHORIZED || reply.head().status() == FORBIDDEN;
    }

    private String refusal(String path, HttpReply reply) {
        return path + " answered " + reply.head().status() + ": "
                + (credential.isPresent()
                        ? "it refuses the key that its description holds."
                        : "it wants a key, and its description holds none.");
    }

    /** The document that was answered; empty where it is none. */
    static Optional<JsonNode> json(HttpReply reply) {
        try {
            return Optional.of(JSON.read(reply.body()));
        } catch (MalformedJsonException nothing) {
            return Optional.empty();
        }
    }

    private HttpReply send(HttpCall call) {
        return context.transport().send(credential.map(call::withCredential).orElse(call));
    }

    private URI uri(String path) {
        String base = context.spec().baseUri().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
