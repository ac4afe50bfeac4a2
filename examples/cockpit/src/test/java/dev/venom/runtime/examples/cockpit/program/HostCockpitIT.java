package dev.venom.runtime.examples.cockpit.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.catalogue.BuiltInModels;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without {@code --demo}: what the host has, by its configuration, and an Ollama that is found. */
@Timeout(180)
class HostCockpitIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void managesTheRuntimesOfTheConfiguration() throws Exception {
        try (LocalHub hub = LocalHub.builder()
                        .repositories(BuiltInModels.repositories())
                        .start();
                CockpitProcess cockpit = start(Map.of(
                        "HF_ENDPOINT", hub.url().toString(),
                        "VENOM_CONFIG", configuration().toString(),
                        "OLLAMA_HOST", "http://127.0.0.1:9"))) {
            RestClient rest = new RestClient(cockpit.address());
            assertThat(rest.get("/api/v1/runtimes").at("/runtimes"))
                    .extracting(runtime -> runtime.path("id").asText())
                    .containsExactly("vllm");
            HttpResponse<String> refused = rest.post("/api/v1/runtimes/vllm/start", "{}");
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).contains("NOT_INSTALLED");

            String model = "\"provider\":\"hf\",\"model\":\"venom/tiny-llama\"";
            succeed(rest.run("/api/v1/models/install", "{" + model + "}"));
            succeed(rest.run("/api/v1/models/activate", "{\"runtime\":\"vllm\"," + model + "}"));
            JsonNode served = rest.get("/api/v1/runtimes/vllm");
            assertThat(served.path("state").asText()).isEqualTo("online");
            assertThat(served.path("supervisor").asText()).isEqualTo("process");
            assertThat(served.at("/active_model/model").asText()).isEqualTo("venom/tiny-llama");
            succeed(rest.run("/api/v1/runtimes/vllm/stop", "{}"));
        }
    }

    @Test
    void findsAnOllamaThatAnswersAndLeavesItToItsOwner() throws Exception {
        LocalDaemon daemon = LocalDaemon.over(directory.resolve("store")).start();
        daemon.store().put("tiny:270m", ModelImage.tinyLlama());
        try (daemon;
                CockpitProcess cockpit = start(Map.of(
                        "OLLAMA_HOST", daemon.url().toString(),
                        "OLLAMA_MODELS", directory.resolve("store").toString()))) {
            RestClient rest = new RestClient(cockpit.address());
            JsonNode found = rest.get("/api/v1/runtimes/ollama");
            assertThat(found.path("state").asText()).isEqualTo("online");
            assertThat(found.path("managed").asBoolean()).isFalse();
            assertThat(rest.post("/api/v1/runtimes/ollama/stop", "{}").statusCode())
                    .isEqualTo(403);

            succeed(rest.run(
                    "/api/v1/models/activate",
                    "{\"runtime\":\"ollama\",\"provider\":\"ollama\",\"model\":\"tiny:270m\"}"));
            assertThat(daemon.scheduler().loaded()).hasSize(1);
        }
    }

    private static void succeed(JsonNode operation) {
        assertThat(operation.path("state").asText()).as(operation.toString()).isEqualTo("succeeded");
    }

    private CockpitProcess start(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("VENOM_LOG_DIR", directory.resolve("logs").toString());
        return CockpitProcess.start(
                environment,
                "--port",
                "0",
                "--cache-dir",
                directory.resolve("cache").toString());
    }

    private Path configuration() throws Exception {
        ObjectNode runtime = JSON.createObjectNode()
                .put("id", "vllm")
                .put("kind", "vllm")
                .put("base_url", "http://127.0.0.1:" + LoopbackPort.free().number())
                .put("supervisor", "process")
                .put("on_host_exit", "stop");
        FakeVllmProgram.serveCommand().forEach(runtime.putArray("command")::add);
        runtime.putObject("env").put("FAKE_VLLM_PROCESSES", "false");
        ObjectNode file = JSON.createObjectNode();
        file.putArray("runtimes").add(runtime);
        return Files.writeString(directory.resolve("venom.json"), file.toString());
    }
}
