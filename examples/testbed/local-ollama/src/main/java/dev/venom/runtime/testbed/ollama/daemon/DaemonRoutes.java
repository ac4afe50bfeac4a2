package dev.venom.runtime.testbed.ollama.daemon;

import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Request;
import dev.venom.runtime.testbed.hub.wire.Response;
import dev.venom.runtime.testbed.ollama.pull.PullService;
import dev.venom.runtime.testbed.ollama.scheduler.Scheduler;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The genuine answers of a daemon of some version. Thread-safe. */
public final class DaemonRoutes implements Handler {

    @FunctionalInterface
    private interface Route {
        Response answer(Request request) throws HttpErrorException, IOException;
    }

    private static final String OPENAI_MODELS = "/v1/models/";
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|.*\\.(localhost|local|internal)|\\[::1]|[0-9.]+)(:\\d+)?");

    private final Map<String, Map<String, Route>> routes = new HashMap<>();
    private final ModelEndpoint models;

    /** Answers from that store; a token takes so long. */
    public DaemonRoutes(ModelStore store, Scheduler scheduler, PullService pulls, Version version, Duration tokenTime) {
        Library library = new Library(store);
        this.models = new ModelEndpoint(library, scheduler, version);
        Inference inference = new Inference(library, scheduler, new CannedReplies(tokenTime));
        addStatus(version);
        addModels(new PullEndpoint(pulls));
        addInference(new GenerateEndpoint(inference), new OpenAiEndpoint(inference));
    }

    @Override
    public Response handle(Request request) throws IOException {
        if (!LOCAL_HOST.matcher(request.header("Host").orElse("")).matches()) {
            return Response.status(403);
        }
        try {
            return routed(request);
        } catch (HttpErrorException refusal) {
            return refusal.response();
        }
    }

    private Response routed(Request request) throws HttpErrorException, IOException {
        Map<String, Route> methods = routes.getOrDefault(request.path(), Map.of());
        Optional<Route> route = Optional.ofNullable(methods.get(request.isHead() ? "GET" : request.method()));
        if (route.isPresent()) {
            return route.get().answer(request);
        }
        if (request.path().startsWith(OPENAI_MODELS)) {
            String name = request.path().substring(OPENAI_MODELS.length());
            return models.openAiModel(name).orElseGet(() -> OpenAiEndpoint.notFound(name));
        }
        return methods.isEmpty() ? Answers.pageNotFound() : Response.text(405, "text/plain", "405 method not allowed");
    }

    private void addStatus(Version version) {
        on("GET", "/", request -> Response.text(200, "text/plain", "Ollama is running"));
        on("GET", "/api/version", request -> Answers.json(Answers.object().put("version", version.text())));
        if (version.isAtLeast("0.16.2")) {
            on("GET", "/api/status", request -> {
                var answer = Answers.object();
                answer.putObject("cloud").put("disabled", true).put("source", "env");
                return Answers.json(answer);
            });
        }
    }

    private void addModels(PullEndpoint pulls) {
        on("GET", "/api/tags", request -> models.tags());
        on("GET", "/api/ps", request -> models.running());
        on("POST", "/api/show", models::show);
        on("POST", "/api/copy", models::copy);
        on("DELETE", "/api/delete", models::delete);
        on("POST", "/api/pull", pulls::answer);
        on("GET", "/v1/models", request -> models.openAiList());
    }

    private void addInference(GenerateEndpoint generation, OpenAiEndpoint openAi) {
        on("POST", "/api/generate", generation::generate);
        on("POST", "/api/chat", generation::chat);
        on("POST", "/api/embed", generation::embed);
        on("POST", "/v1/chat/completions", request -> openAi.completion(request, true));
        on("POST", "/v1/completions", request -> openAi.completion(request, false));
        on("POST", "/v1/embeddings", openAi::embeddings);
    }

    private void on(String method, String path, Route route) {
        routes.computeIfAbsent(path, unused -> new HashMap<>()).put(method, route);
    }
}
