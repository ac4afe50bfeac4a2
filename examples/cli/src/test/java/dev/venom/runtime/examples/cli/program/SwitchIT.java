package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.vllm.FakeVllmProgram;
import dev.venom.runtime.testbed.vllm.script.ScriptFile;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Switching models from the command line, on the stand-in for vLLM. */
@Timeout(300)
class SwitchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private LocalHub hub;
    private VenomHost host;
    private ScriptFile script;

    @BeforeEach
    void installTwoModels() throws Exception {
        hub = LocalHub.with(model("org/first", 1), model("org/second", 2), model("org/third", 3));
        script = new ScriptFile(directory.resolve("script.properties")).clear();
        host = new VenomHost(hub, directory.resolve("cache"))
                .with("VENOM_CONFIG", configuration())
                .with("VENOM_LOG_DIR", directory.resolve("logs").toString());
        assertThat(host.run("install", "hf:org/first").status()).isZero();
        assertThat(host.run("install", "hf:org/second").status()).isZero();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        host.run("stop", "vllm");
        hub.close();
    }

    @Test
    void switchesWithALineForEachStep() throws Exception {
        assertThat(host.run("activate", "vllm", "hf:org/first").status()).isZero();

        VenomProcess.Outcome outcome = host.run("activate", "vllm", "hf:org/second", "--json");

        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.finalState()).isEqualTo("succeeded");
        List<String> steps = new ArrayList<>();
        outcome.last().at("/operation/steps").forEach(step -> {
            steps.add(step.get("name").asText());
            assertThat(step.get("millis").isNumber()).isTrue();
        });
        assertThat(steps).containsExactly("validate", "drain", "stop", "configure", "start", "verify", "commit");
        assertThat(servedBy("org/second")).containsExactly("vllm");
        assertThat(servedBy("org/first")).isEmpty();

        VenomProcess.Outcome removal = host.run("remove", "hf:org/second", "--json");
        assertThat(removal.status()).isEqualTo(5);
        assertThat(removal.last().at("/error/code").asText()).isEqualTo("MODEL_IN_USE");
        assertThat(host.run("deactivate", "vllm").status()).isZero();
        assertThat(host.run("remove", "hf:org/second").status()).isZero();
    }

    @Test
    void rollsBackWithAnErrorThatSaysBoth() throws Exception {
        assertThat(host.run("activate", "vllm", "hf:org/first").status()).isZero();
        script.orderFor("org/second", ScriptOrder.START_FAULT, "cache-too-small");

        VenomProcess.Outcome outcome = host.run("activate", "vllm", "hf:org/second", "--json");

        assertThat(outcome.status()).isEqualTo(1);
        JsonNode error = outcome.last().get("error");
        assertThat(error.get("code").asText()).isEqualTo("RUNTIME_UNHEALTHY");
        assertThat(error.get("message").asText())
                .contains("the estimated maximum model length is 32768", "hf:org/first@main serves again");
        assertThat(servedBy("org/first")).containsExactly("vllm");
    }

    @Test
    void comesBackWhenItIsInterruptedAndAfterItWasKilled() throws Exception {
        assertThat(host.run("activate", "vllm", "hf:org/first").status()).isZero();
        script.orderFor("org/second", ScriptOrder.NEVER_READY, "true");

        VenomProcess interrupted = host.start("activate", "vllm", "hf:org/second", "--json");
        interrupted.awaitOperation(operation -> operation.path("phase").asText().equals("verify"));
        interrupted.interrupt();
        VenomProcess.Outcome outcome = interrupted.outcome();
        assertThat(outcome.status()).isEqualTo(130);
        assertThat(outcome.last().at("/error/message").asText()).contains("serves again");

        VenomProcess killed = host.start("activate", "vllm", "hf:org/second", "--json");
        killed.awaitOperation(operation -> operation.path("phase").asText().equals("stop"));
        killed.kill();
        script.clear();
        assertThat(host.run("start", "vllm").status()).isZero();
        assertThat(servedBy("org/first")).containsExactly("vllm");
        assertThat(servedBy("org/second")).isEmpty();
    }

    @Test
    void refusesAModelThatIsStillBeingInstalledOrWaitsForIt() throws Exception {
        Gate gate = new Gate();
        hub.faults().onCdn("**").method("GET").always(Fault.stallAfter(50_000, gate));
        VenomProcess install = host.start("install", "hf:org/third", "--json");
        install.awaitOperation(operation -> operation.path("phase").asText().equals("download"));

        VenomProcess.Outcome refused = host.run("activate", "vllm", "hf:org/third", "--json");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.last().at("/error/message").asText()).contains("is still being installed");

        VenomProcess waiting = host.start("activate", "vllm", "hf:org/third", "--wait", "--json");
        waiting.awaitOperation(operation -> operation.path("phase").asText().equals("waiting"));
        gate.open();
        assertThat(install.outcome().status()).isZero();
        assertThat(waiting.outcome().status()).isZero();
        assertThat(servedBy("org/third")).containsExactly("vllm");
    }

    @Test
    void judgesAModelForTheRuntimeInItsPlan() throws Exception {
        JsonNode plan =
                host.run("plan", "hf:org/first", "--runtime", "vllm", "--json").document();

        assertThat(plan.get("verdicts"))
                .extracting(verdict -> verdict.get("check").asText())
                .contains("architecture");
        assertThat(host.run("plan", "hf:org/first", "--runtime", "other").status())
                .isEqualTo(4);
    }

    private List<String> servedBy(String name) throws Exception {
        List<String> runtimes = new ArrayList<>();
        for (JsonNode model : host.run("list", "--json").document().get("models")) {
            if (model.get("model").asText().equals(name)) {
                model.get("served_by").forEach(runtime -> runtimes.add(runtime.asText()));
            }
        }
        return runtimes;
    }

    private static HubRepository model(String name, int seed) {
        return HubRepository.named(name)
                .license("apache-2.0")
                .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}")
                .file("model.safetensors", Content.safetensors(100_000, seed))
                .build();
    }

    private String configuration() throws IOException {
        ObjectNode runtime = JSON.createObjectNode()
                .put("id", "vllm")
                .put("kind", "vllm")
                .put("base_url", "http://127.0.0.1:" + LoopbackPort.free().number())
                .put("supervisor", "process")
                .put("start_timeout_seconds", 60);
        runtime.set("command", JSON.valueToTree(FakeVllmProgram.serveCommand("--shutdown-timeout", "5")));
        ObjectNode variables = JSON.createObjectNode().put("FAKE_VLLM_PROCESSES", "false");
        script.environment().forEach(variables::put);
        runtime.set("env", variables);
        Path file = directory.resolve("venom.json");
        Files.writeString(
                file,
                JSON.createObjectNode()
                        .set("runtimes", JSON.createArrayNode().add(runtime))
                        .toString());
        return file.toString();
    }
}
