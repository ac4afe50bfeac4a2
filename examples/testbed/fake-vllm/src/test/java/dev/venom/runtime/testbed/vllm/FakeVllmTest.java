package dev.venom.runtime.testbed.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.vllm.script.ScriptFile;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.script.StartFault;
import dev.venom.runtime.testbed.vllm.snapshot.TinySnapshots;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeVllmTest {
    private static final String ASK = "{\"model\":\"org/tiny\",\"prompt\":\"Hi\",\"max_tokens\":2}";

    @TempDir
    private Path directory;

    private ScriptFile script;
    private Path model;

    @BeforeEach
    void prepare() {
        script = new ScriptFile(directory.resolve("script.properties"));
        model = TinySnapshots.write(TinySnapshots.generative(), directory.resolve("model"));
    }

    @Test
    void answersAsVllmDoes() throws Exception {
        try (RunningFake fake = start().ready()) {
            assertThat(fake.get("/v1/models").body()).contains("\"id\":\"org/tiny\"", "\"max_model_len\":256");
            assertThat(fake.get("/version").body()).isEqualTo("{\"version\":\"0.27.0\"}");
            assertThat(fake.post("/v1/completions", ASK).body())
                    .contains("\"text\":\" the quick\"", "\"finish_reason\":\"length\"");
            assertThat(fake.post("/v1/chat/completions", ASK).body()).contains("\"content\":\" the quick\"");
            assertThat(fake.post("/v1/completions", ASK.replace("}", ",\"stream\":true}"))
                            .body())
                    .contains("data: {", "\" quick\"", "data: [DONE]");
            assertThat(fake.get("/metrics").body())
                    .contains("vllm:num_requests_running{engine=\"0\",model_name=\"org/tiny\"} 0.0")
                    .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"org/tiny\"} 6.0");
            assertThat(fake.post("/v1/completions", "{\"model\":\"other\"}").statusCode())
                    .isEqualTo(404);
            assertThat(fake.post("/v1/embeddings", ASK).statusCode()).isEqualTo(404);
            assertThat(fake.get("/openapi.json").body()).contains("/v1/completions");
        }
    }

    @Test
    void makesEmbeddingsWhereTheModelDoes() throws Exception {
        Path encoder = TinySnapshots.write(TinySnapshots.embedding(), directory.resolve("encoder"));
        try (RunningFake fake = RunningFake.start(encoder, directory, Map.of()).ready()) {
            assertThat(fake.post("/v1/embeddings", "{\"model\":\"org/tiny\",\"input\":\"Hi\"}")
                            .body())
                    .contains("\"embedding\":[0.25");
            assertThat(fake.post("/v1/completions", ASK).statusCode()).isEqualTo(404);
            assertThat(fake.get("/openapi.json").body()).doesNotContain("/v1/completions");
        }
    }

    @Test
    void failsToStartWithTheTextAndStatusOfVllm() throws Exception {
        script.order(ScriptOrder.START_FAULT, StartFault.OUT_OF_VRAM.label());
        try (RunningFake fake = start()) {
            assertThat(fake.exit()).isEqualTo(1);
            assertThat(fake.log())
                    .containsSubsequence("Free memory on device", "Engine core initialization failed. See root cause");
        }
        try (RunningFake fake = RunningFake.start(model, directory, Map.of(), "--no-such-flag")) {
            assertThat(fake.exit()).isEqualTo(2);
        }
        Path broken = TinySnapshots.write(TinySnapshots.damaged(), directory.resolve("broken"));
        try (RunningFake fake = RunningFake.start(broken, directory, Map.of())) {
            assertThat(fake.exit()).isEqualTo(1);
            assertThat(fake.log()).contains("SafetensorError: Error while deserializing header");
        }
    }

    @Test
    void endsCleanlyAndTakesItsWorkersAlong() throws Exception {
        try (RunningFake fake = start().ready()) {
            List<ProcessHandle> workers = fake.process.descendants().toList();
            assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
            fake.process.destroy();
            assertThat(fake.exit()).isZero();
            assertThat(workers).allSatisfy(worker -> worker.onExit().join());
        }
    }

    @Test
    void leavesItsWorkersBehindWhenItIsKilled() throws Exception {
        List<ProcessHandle> workers;
        try (RunningFake fake = start().ready()) {
            workers = fake.process.descendants().toList();
            fake.process.destroyForcibly().waitFor();
        }
        assertThat(workers).isNotEmpty().allMatch(ProcessHandle::isAlive);
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void answersWhatItIsAskedBeforeItEndsWhenItMayDrain() throws Exception {
        script.order(ScriptOrder.ANSWER_MILLIS, "4000");
        try (RunningFake fake = start("--shutdown-timeout", "30").ready()) {
            CompletableFuture<HttpResponse<String>> slow =
                    fake.client().sendAsync(fake.posting("/v1/completions", ASK), HttpResponse.BodyHandlers.ofString());
            while (!fake.get("/metrics").body().contains("running{engine=\"0\",model_name=\"org/tiny\"} 1.0")) {
                Thread.onSpinWait();
            }
            script.order(ScriptOrder.ANSWER_MILLIS, "0");
            fake.process.destroy();
            while (fake.post("/v1/completions", ASK).statusCode() == 200) {
                Thread.onSpinWait();
            }
            assertThat(fake.get("/health").statusCode()).isEqualTo(200);
            assertThat(slow.join().body()).contains("\"text\":\" the quick\"");
            assertThat(fake.exit()).isZero();
        }
    }

    @Test
    void exitsWithZeroWhenItsEngineDies() throws Exception {
        try (RunningFake fake = start().ready()) {
            ProcessHandle engine = fake.process.children().findFirst().orElseThrow();
            while (engine.children().findAny().isEmpty()) {
                Thread.onSpinWait();
            }
            ProcessHandle worker = engine.children().findFirst().orElseThrow();
            engine.destroyForcibly();
            assertThat(fake.exit()).isZero();
            worker.onExit().join();
            assertThat(fake.log()).contains("EngineDeadError");
        }
    }

    @Test
    void isWellAndHangsWhileItsEngineIsFrozen() throws Exception {
        try (RunningFake fake = start().ready()) {
            script.order(ScriptOrder.FROZEN, "true");
            CompletableFuture<HttpResponse<String>> hanging =
                    fake.client().sendAsync(fake.posting("/v1/completions", ASK), HttpResponse.BodyHandlers.ofString());
            assertThat(fake.get("/health").statusCode()).isEqualTo(200);
            assertThat(fake.get("/metrics").body()).contains("running{engine=\"0\",model_name=\"org/tiny\"} 0.0");
            assertThat(hanging).isNotDone();
            script.clear();
            assertThat(hanging.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesItsModelFromTheEnvironmentOrFromYaml() throws Exception {
        Path variables = Files.writeString(
                directory.resolve("fake.env"), "LLM_MODEL_NAME='org/other'\nVLLM_ACTIVE_MODEL=\"" + model + "\"\n");
        Path yaml = Files.writeString(directory.resolve("fake.yaml"), "model: " + model + "\nserved-model-name: 'y'\n");
        try (RunningFake fake = RunningFake.bare(directory, Map.of("FAKE_VLLM_ENV_FILE", variables.toString()))
                .ready()) {
            assertThat(fake.get("/v1/models").body()).contains("\"id\":\"org/other\"");
        }
        try (RunningFake fake = RunningFake.bare(directory, Map.of(), "--config", yaml.toString())
                .ready()) {
            assertThat(fake.get("/v1/models").body()).contains("\"id\":\"y\"");
        }
    }

    @Test
    void asksForTheKeyWhereThereIsOne() throws Exception {
        try (RunningFake fake = RunningFake.start(model, directory, Map.of("VLLM_API_KEY", "sesame"))
                .ready()) {
            assertThat(fake.get("/health").statusCode()).isEqualTo(200);
            assertThat(fake.get("/v1/models").statusCode()).isEqualTo(401);
        }
    }

    private RunningFake start(String... more) throws Exception {
        return RunningFake.start(model, directory, script.environment(), more);
    }
}
