package dev.venom.runtime.examples.cockpit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Cockpit in this process, over a local hub and the stand-in for vLLM, which wants a key. */
final class LiveCockpit {
    static final String HUB_TOKEN = "hf_tokenOfTheLiveCockpit";
    static final String RUNTIME_KEY = "sk-keyOfTheRuntime";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final LocalHub hub;
    final ModelManager manager;
    final CockpitServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private LiveCockpit(LocalHub hub, ModelManager manager) {
        this.hub = hub;
        this.manager = manager;
        this.server = CockpitServer.start(manager, "127.0.0.1", 0, Optional.empty());
    }

    static LiveCockpit over(Path directory, HubRepository... repositories) throws IOException {
        LocalHub hub = LocalHub.builder()
                .repositories(List.of(repositories))
                .account("operator", HUB_TOKEN)
                .start();
        ModelManager manager = ModelManager.builder()
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .cacheDirectory(directory)
                .setting("HF_TOKEN", HUB_TOKEN)
                .setting("HF_ENDPOINT", hub.url().toString())
                .setting("OLLAMA_HOST", "http://127.0.0.1:9")
                .setting("OLLAMA_REGISTRY", "http://127.0.0.1:9")
                .setting("OLLAMA_CATALOG_URL", "http://127.0.0.1:9/library")
                .setting("OLLAMA_MODELS", directory.resolve("ollama").toString())
                .setting("VENOM_LOG_DIR", directory.resolve("logs").toString())
                .runtime(vllm())
                .build();
        return new LiveCockpit(hub, manager);
    }

    static HubRepository model(String name, int seed) {
        return model(name, seed, 100_000);
    }

    static HubRepository model(String name, int seed, int bytes) {
        return HubRepository.named(name)
                .license("apache-2.0")
                .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}")
                .file("model.safetensors", Content.safetensors(bytes, seed))
                .build();
    }

    URI uri(String path) {
        return URI.create(server.address() + path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Begins long work by a call, and waits until it ends. */
    JsonNode run(String path, String body) throws Exception {
        HttpResponse<String> accepted = post(path, body);
        if (accepted.statusCode() != 202) {
            throw new AssertionError(path + " answered " + accepted.statusCode() + ": " + accepted.body());
        }
        return ended(accepted.headers().firstValue("Location").orElseThrow());
    }

    JsonNode ended(String operation) throws Exception {
        OperationId id = new OperationId(operation.substring(operation.lastIndexOf('/') + 1));
        manager.operations()
                .follow(id)
                .completion()
                .handle((result, failure) -> "ended")
                .toCompletableFuture()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return JSON.readTree(get(operation).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static RuntimeSpec vllm() throws IOException {
        return RuntimeSpec.builder(
                        "vllm",
                        "vllm",
                        URI.create("http://127.0.0.1:" + LoopbackPort.free().number()))
                .command(FakeVllmProgram.serveCommand("--shutdown-timeout", "5"))
                .environment(Map.of("FAKE_VLLM_PROCESSES", "false", "VLLM_API_KEY", RUNTIME_KEY))
                .onHostExit(RuntimeSpec.OnHostExit.STOP)
                .startTimeout(LIMIT)
                .build();
    }

    void close() throws Exception {
        if (manager.runtimes().activeModels().containsKey("vllm")) {
            run("/api/v1/runtimes/vllm/stop", "{}");
        }
        server.close();
        manager.close();
        hub.close();
    }
}
