package dev.venom.runtime.provider.ollama.internal.daemon;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.json.MalformedJsonException;
import dev.venom.runtime.provider.ollama.internal.name.DaemonAddress;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.ReplyHead;
import dev.venom.runtime.spi.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Speaks to a daemon (Ollama's {@code docs/api.md}). Every call is made once: whether trying again makes sense, its
 * caller knows. Thread-safe.
 */
public final class DaemonClient {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration METADATA = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final DaemonAddress address;
    private final Transport transport;

    /**
     * A client.
     *
     * @param address where the daemon answers
     * @param transport sends the calls
     */
    public DaemonClient(DaemonAddress address, Transport transport) {
        this.address = address;
        this.transport = transport;
    }

    /**
     * Where it answers.
     *
     * @return the address
     */
    public DaemonAddress address() {
        return address;
    }

    /**
     * Whether a daemon answers, asked within two seconds.
     *
     * @return its version; empty where nobody answers, or somebody who is no daemon
     */
    public Optional<String> version() {
        try {
            Reply reply = exchange(HttpCall.get(address.at("/api/version")).withTimeout(SHORT));
            return reply.isSuccess() ? reply.field("version") : Optional.empty();
        } catch (VenomException silent) {
            if (silent.code() == ErrorCode.CANCELLED) {
                throw silent;
            }
            return Optional.empty();
        }
    }

    /**
     * Whether anybody answers at all, a daemon or not.
     *
     * @return false where nobody listens, or somebody who says nothing for two seconds
     */
    public boolean answers() {
        try {
            exchange(HttpCall.get(address.at("/api/version")).withTimeout(SHORT));
            return true;
        } catch (VenomException silent) {
            if (silent.code() == ErrorCode.CANCELLED) {
                throw silent;
            }
            return false;
        }
    }

    /**
     * Why it can't be asked like this, however long is waited.
     *
     * @return what is wrong, and the cure; empty where nothing is, or it may pass
     */
    public Optional<String> refusal() {
        try {
            int status = exchange(HttpCall.get(address.at("/api/version")).withTimeout(SHORT))
                    .head()
                    .status();
            return status == UNAUTHORIZED || status == FORBIDDEN
                    ? Optional.of(address + " answers " + status + ": whoever stands before the daemon wants a key."
                            + " Let it through from this host, or name the daemon's own address in \"base_url\".")
                    : Optional.empty();
        } catch (VenomException failure) {
            if (failure.code() == ErrorCode.CANCELLED) {
                throw failure;
            }
            return failure.code() == ErrorCode.INVALID_REQUEST
                    ? Optional.of(failure.getMessage() + " " + failure.hint())
                    : Optional.empty();
        }
    }

    /**
     * The models it has.
     *
     * @return one for each name
     * @throws VenomException NETWORK where it does not answer; PROVIDER_UNAVAILABLE where it answers something else
     */
    public List<DaemonModel> models() {
        return list("/api/tags");
    }

    /**
     * The models that are loaded now.
     *
     * @return one for each
     * @throws VenomException as {@link #models()}
     */
    public List<DaemonModel> loaded() {
        return list("/api/ps");
    }

    /**
     * What a daemon tells of one model.
     *
     * @param model its name
     * @return its details; empty where it has no such model
     */
    public Optional<ShownModel> show(String model) {
        Reply reply = exchange(post("/api/show", model).withTimeout(METADATA));
        if (reply.head.status() == NOT_FOUND) {
            return Optional.empty();
        }
        requireSuccess(reply, "asked for " + model);
        return Optional.of(read(reply, ShownModel::read));
    }

    /**
     * Deletes a model.
     *
     * @param model its name
     * @return false where it has no such model
     */
    public boolean delete(String model) {
        Reply reply = exchange(HttpCall.of("DELETE", address.at("/api/delete"))
                .withJson(named(model))
                .withTimeout(METADATA));
        if (reply.head.status() == NOT_FOUND && !reply.isMissingEndpoint()) {
            return false;
        }
        requireSuccess(reply, "asked to delete " + model);
        return true;
    }

    /**
     * Gives a model a second name.
     *
     * @param from its name
     * @param to the other one
     */
    public void copy(String from, String to) {
        String body = Json.object().put("source", from).put("destination", to).toString();
        requireSuccess(
                exchange(HttpCall.of("POST", address.at("/api/copy"))
                        .withJson(body)
                        .withTimeout(METADATA)),
                "asked to copy " + from);
    }

    /**
     * Lets the daemon fetch a model.
     *
     * @param model its name
     * @param insecure whether the registry may be asked without TLS
     * @param timeout how long the daemon may be silent
     * @param lines receives each line of its progress
     * @return the status of its answer
     */
    public int pull(String model, boolean insecure, Duration timeout, Consumer<String> lines) {
        String body = Json.object()
                .put("model", model)
                .put("insecure", insecure)
                .put("stream", true)
                .toString();
        HttpCall call =
                HttpCall.of("POST", address.at("/api/pull")).withJson(body).withTimeout(timeout);
        return transport.stream(call, lines).status();
    }

    /**
     * Any call that is answered with one document.
     *
     * @param path such as {@code /api/generate}
     * @param json the request
     * @param timeout how long it may be silent
     * @return what was answered, whatever the status
     */
    public Reply post(String path, String json, Duration timeout) {
        return exchange(HttpCall.of("POST", address.at(path)).withJson(json).withTimeout(timeout));
    }

    /**
     * Asks for a document.
     *
     * @param path such as {@code /api/ps}
     * @param timeout how long it may be silent
     * @return what was answered, whatever the status
     */
    public Reply get(String path, Duration timeout) {
        return exchange(HttpCall.get(address.at(path)).withTimeout(timeout));
    }

    /** What a daemon says that is not an answer to what was asked. */
    VenomException unexpected(Reply reply, String what) {
        String said = reply.field("error").orElse("status " + reply.head.status());
        return DaemonErrors.of(said, "The Ollama at " + address + ", " + what + ",");
    }

    private List<DaemonModel> list(String path) {
        Reply reply = exchange(HttpCall.get(address.at(path)).withTimeout(SHORT));
        requireSuccess(reply, "asked for its models");
        return read(reply, DaemonModel::list);
    }

    private HttpCall post(String path, String model) {
        return HttpCall.of("POST", address.at(path)).withJson(named(model));
    }

    private static String named(String model) {
        return Json.object().put("model", model).toString();
    }

    private void requireSuccess(Reply reply, String what) {
        if (!reply.isSuccess()) {
            throw unexpected(reply, what);
        }
    }

    private <T> T read(Reply reply, Function<byte[], T> reader) {
        try {
            return reader.apply(reply.body());
        } catch (MalformedJsonException notADaemon) {
            throw new VenomException(
                    ErrorCode.PROVIDER_UNAVAILABLE,
                    "What answers at " + address + " is not an Ollama: its answer is not what Ollama's would be.",
                    "Check OLLAMA_HOST, and which program listens there.",
                    notADaemon);
        }
    }

    private Reply exchange(HttpCall call) {
        StringBuilder body = new StringBuilder();
        ReplyHead head = transport.stream(call, line -> body.append(line).append('\n'));
        return new Reply(head, body.toString());
    }

    /**
     * An answer, read to its end. Immutable.
     *
     * @param head status and headers
     * @param text the body
     */
    public record Reply(ReplyHead head, String text) {
        /**
         * Whether the request was served.
         *
         * @return true for 200 to 299
         */
        public boolean isSuccess() {
            return head.isSuccess();
        }

        /**
         * The body.
         *
         * @return its bytes
         */
        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /**
         * Whether this version of the daemon lacks what was called: it answers that in words, not in JSON.
         *
         * @return true for a 404 without a document
         */
        public boolean isMissingEndpoint() {
            return head.status() == NOT_FOUND && field("error").isEmpty();
        }

        /**
         * A text in the outermost object.
         *
         * @param name the field
         * @return its value; empty where there is none, or the body is no JSON
         */
        public Optional<String> field(String name) {
            try {
                return Json.text(Json.object(body()).path(name)).filter(value -> !value.isEmpty());
            } catch (MalformedJsonException notJson) {
                return Optional.empty();
            }
        }
    }
}
