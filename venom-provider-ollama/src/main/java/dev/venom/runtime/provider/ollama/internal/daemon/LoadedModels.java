package dev.venom.runtime.provider.ollama.internal.daemon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.ollama.internal.json.Json;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.time.Duration;

/**
 * Loads models into a daemon and takes them out again; both are seen in what it lists as loaded. Immutable.
 *
 * @param daemon the daemon
 */
public record LoadedModels(DaemonClient daemon) {
    /** Runners end when their last request does. */
    private static final Duration UNLOADING = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String NO_TEXT = "does not support generate";

    /**
     * Whether a model is loaded.
     *
     * @param name the model
     * @return true if the daemon lists it
     */
    public boolean has(ModelName name) {
        return daemon.loaded().stream().anyMatch(model -> name.shortText().equalsIgnoreCase(shortName(model)));
    }

    /**
     * Loads a model, to stay until it is unloaded.
     *
     * @param name the model
     * @param timeout how long loading may take
     * @throws VenomException NOT_INSTALLED; RUNTIME_UNHEALTHY with what the daemon said
     */
    public void load(ModelName name, Duration timeout) {
        DaemonClient.Reply reply = daemon.post("/api/generate", request(name, -1), timeout);
        boolean isEmbedding = said(reply).contains(NO_TEXT);
        if (isEmbedding) {
            reply = daemon.post("/api/embed", embedding(name, -1), timeout);
        }
        require(reply, name, "load");
        if (!has(name)) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The Ollama at " + daemon.address() + " says that it loaded " + name
                            + ", but does not list it as loaded.",
                    "Memory may be short: it unloads models to load others. See its log.");
        }
    }

    /**
     * Unloads a model and waits until it is gone.
     *
     * @param name the model
     * @throws VenomException RUNTIME_STUCK if it is still loaded after half a minute; RUNTIME_UNHEALTHY
     */
    public void unload(ModelName name) {
        DaemonClient.Reply reply = daemon.post("/api/generate", request(name, 0), ANSWER);
        if (reply.head().status() == 404 && !reply.isMissingEndpoint()) {
            return;
        }
        if (!said(reply).contains(NO_TEXT)) {
            require(reply, name, "unload");
        } else {
            unloadEmbedding(name);
        }
        long endNanos = System.nanoTime() + UNLOADING.toNanos();
        while (has(name)) {
            if (System.nanoTime() > endNanos) {
                throw new VenomException(
                        ErrorCode.RUNTIME_STUCK,
                        "The Ollama at " + daemon.address() + " still has " + name + " loaded after "
                                + UNLOADING.toSeconds() + " s.",
                        "A request may still run; wait for it, or restart Ollama.");
            }
            pause();
        }
    }

    private void unloadEmbedding(ModelName name) {
        require(daemon.post("/api/embed", embedding(name, 0), ANSWER), name, "unload");
    }

    private void require(DaemonClient.Reply reply, ModelName name, String what) {
        if (reply.isSuccess()) {
            return;
        }
        if (reply.head().status() == 404 && !reply.isMissingEndpoint()) {
            throw new VenomException(
                    ErrorCode.NOT_INSTALLED,
                    "The Ollama at " + daemon.address() + " has no model " + name + ".",
                    "Install it with 'install ollama:" + name + "'.");
        }
        throw new VenomException(
                ErrorCode.RUNTIME_UNHEALTHY,
                "The Ollama at " + daemon.address() + " did not " + what + " " + name + ": " + shown(said(reply), reply)
                        + ".",
                "See its log; 'diagnose' reads it.");
    }

    private static String shown(String said, DaemonClient.Reply reply) {
        String text = said.isEmpty() ? "status " + reply.head().status() : said;
        return text.replaceAll("[^\\x20-\\x7e]+", " ").replaceAll("\\.+$", "");
    }

    private static String said(DaemonClient.Reply reply) {
        return reply.isSuccess() ? "" : reply.field("error").orElse("");
    }

    private static String request(ModelName name, int keepAliveSeconds) {
        return Json.object()
                .put("model", name.shortText())
                .put("keep_alive", keepAliveSeconds)
                .put("stream", false)
                .toString();
    }

    /** Of nothing: it loads or unloads the model, and that is all. */
    private static String embedding(ModelName name, int keepAliveSeconds) {
        ObjectNode json = Json.object().put("model", name.shortText()).put("keep_alive", keepAliveSeconds);
        json.putArray("input");
        return json.toString();
    }

    private static String shortName(DaemonModel model) {
        try {
            return ModelName.parse(model.name()).shortText();
        } catch (VenomException strange) {
            return model.name();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "Unloading was interrupted.", "", interrupted);
        }
    }
}
