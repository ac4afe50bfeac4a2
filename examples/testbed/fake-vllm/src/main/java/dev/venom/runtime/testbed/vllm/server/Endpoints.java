package dev.venom.runtime.testbed.vllm.server;

import dev.venom.runtime.testbed.vllm.engine.Engine;
import dev.venom.runtime.testbed.vllm.engine.EngineDeadException;
import dev.venom.runtime.testbed.vllm.launch.ServeOptions;
import dev.venom.runtime.testbed.vllm.script.Script;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.snapshot.ServedSnapshot;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers as vLLM's API server does, path by path. Thread-safe. */
public final class Endpoints {
    private static final String VERSION = "0.27.0";

    private final ServeOptions options;
    private final ServedSnapshot snapshot;
    private final Engine engine;
    private final Script script;
    private final Runnable afterHealth;
    private final Completions completions;
    private volatile boolean refusing;

    /**
     * Makes the endpoints of one server.
     *
     * @param options what it was started with
     * @param snapshot the model
     * @param engine who works
     * @param script what goes wrong
     * @param afterHealth called once it has answered that it is well
     */
    public Endpoints(
            ServeOptions options, ServedSnapshot snapshot, Engine engine, Script script, Runnable afterHealth) {
        this.options = options;
        this.snapshot = snapshot;
        this.engine = engine;
        this.script = script;
        this.afterHealth = afterHealth;
        this.completions = new Completions(engine, script);
    }

    /** From now on requests for work are refused; everything else is answered as before. */
    public void refuseWork() {
        refusing = true;
    }

    HttpAnswer answer(HttpRequest request) {
        if (!paths().contains(request.path())) {
            return HttpAnswer.detail(404, "Not Found");
        }
        if (request.path().startsWith("/v1") && !isAuthorized(request)) {
            return HttpAnswer.json(401, "{\"error\":\"Unauthorized\"}");
        }
        return switch (request.path()) {
            case "/health", "/ping" -> health();
            case "/version" ->
                HttpAnswer.json(
                        200,
                        "{\"version\":\"" + script.value(ScriptOrder.VERSION).orElse(VERSION) + "\"}");
            case "/metrics" -> HttpAnswer.text(200, new Metrics(engine, script, name()).text());
            case "/load" ->
                HttpAnswer.json(
                        200,
                        "{\"server_load\":" + (options.has("enable-server-load-tracking") ? engine.unanswered() : 0)
                                + "}");
            case "/openapi.json" -> HttpAnswer.json(200, openApi());
            case "/v1/models" -> HttpAnswer.json(200, models());
            case "/tokenize" -> HttpAnswer.json(200, "{\"count\":1,\"max_model_len\":256,\"tokens\":[1]}");
            case "/sleep", "/wake_up", "/is_sleeping", "/collective_rpc" -> sleeping(request);
            default -> work(request);
        };
    }

    private HttpAnswer health() {
        if (engine.isDead() || script.isOn(ScriptOrder.UNHEALTHY)) {
            return HttpAnswer.text(503, "");
        }
        afterHealth.run();
        return HttpAnswer.text(200, "");
    }

    private HttpAnswer sleeping(HttpRequest request) {
        if (request.path().equals("/is_sleeping")) {
            return HttpAnswer.json(
                    200, "{\"is_sleeping\":" + engine.sleepLevel().isPresent() + "}");
        }
        if (request.path().equals("/sleep")) {
            int level = Integer.parseInt(request.parameter("level").orElse("1"));
            engine.sleep(Optional.of(level));
        } else if (request.path().equals("/wake_up")
                && request.parameter("tags").filter("weights"::equals).isEmpty()) {
            engine.sleep(Optional.empty());
        }
        return HttpAnswer.text(200, "");
    }

    private HttpAnswer work(HttpRequest request) {
        if (!request.method().equals("POST")) {
            return HttpAnswer.detail(405, "Method Not Allowed");
        }
        if (refusing) {
            return HttpAnswer.error(500, "InternalServerError", "The server is shutting down.");
        }
        String model = Json.text(request.body(), "model").orElse(name());
        if (!isServed(model)) {
            return HttpAnswer.error(404, "NotFoundError", "The model `" + model + "` does not exist.");
        }
        try {
            return completions.answer(request, model);
        } catch (EngineDeadException dead) {
            return HttpAnswer.error(500, "InternalServerError", "EngineCore encountered an issue.");
        }
    }

    private Set<String> paths() {
        Set<String> paths = new TreeSet<>(Set.of(
                "/health", "/ping", "/version", "/metrics", "/load", "/openapi.json", "/v1/models", "/tokenize"));
        paths.addAll(
                switch (snapshot.task()) {
                    case TEXT -> Set.of("/v1/completions", "/v1/chat/completions");
                    case EMBEDDING -> Set.of("/v1/embeddings", "/pooling", "/score");
                    case RANKING -> Set.of("/score", "/v1/score", "/rerank", "/v1/rerank", "/v2/rerank", "/pooling");
                    case SPEECH -> Set.of("/v1/audio/transcriptions", "/v1/audio/translations");
                });
        if (options.isDeveloperMode() && options.canSleep()) {
            paths.addAll(Set.of("/sleep", "/wake_up"));
        }
        if (options.isDeveloperMode()) {
            paths.addAll(Set.of("/is_sleeping", "/collective_rpc"));
        }
        return paths;
    }

    private String openApi() {
        return "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"FastAPI\",\"version\":\"0.1.0\"},\"paths\":{"
                + paths().stream()
                        .map(path -> "\"" + path + "\":{\""
                                + (path.startsWith("/v1/") && !path.equals("/v1/models") ? "post" : "get") + "\":{}}")
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private String models() {
        return "{\"object\":\"list\",\"data\":["
                + (script.value(ScriptOrder.SERVED_NAME).isPresent()
                                ? Stream.of(name())
                                : options.servedNames().stream())
                        .map(name -> "{\"id\":" + Json.quoted(name)
                                + ",\"object\":\"model\",\"owned_by\":\"vllm\",\"root\":"
                                + Json.quoted(options.model()) + ",\"parent\":null,\"max_model_len\":256}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private String name() {
        return script.value(ScriptOrder.SERVED_NAME).orElse(options.name());
    }

    private boolean isServed(String model) {
        return script.value(ScriptOrder.SERVED_NAME)
                .map(model::equals)
                .orElseGet(() -> options.servedNames().contains(model));
    }

    private boolean isAuthorized(HttpRequest request) {
        return options.apiKey()
                .map(key -> ("Bearer " + key).equals(request.headers().get("authorization")))
                .orElse(true);
    }
}
