package dev.venom.runtime.testbed.switching.real;

import static dev.venom.runtime.testbed.switching.FolderProvider.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.RuntimeSupervision;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.real.RealPart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real vLLM on a processor. A start takes a minute or more: one test goes on where the one before it ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1200)
@SuppressWarnings("try")
abstract class VllmScenarios {
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String COMPLETION =
            "{\"model\":\"tiny\",\"prompt\":\"the\",\"max_tokens\":240,\"ignore_eos\":true,\"stream\":true}";

    private final Times times = new Times("vLLM, " + keeper());
    private RealHost host;
    private int port;

    abstract RealHost.Keeper keeper();

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        Path program = RealPart.bring("vllm.sh");
        Path models = Files.createDirectories(directory.resolve("models"));
        RealModels real = new RealModels(models);
        real.tinySafetensors();
        real.miniLm();
        real.damaged(RealModels.TINY);
        port = LoopbackPort.free().number();
        host = RealHost.open(directory, description(program, directory), keeper());
    }

    @AfterAll
    void close() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    @Order(1)
    void servesAModelAndCountsTheMemoryOfAllItsProcesses() throws Exception {
        times.of(host.activate(ref(RealModels.TINY)), "first start, generative model");

        RuntimeStatus status = host.status();
        ServerProcesses processes = processes();
        long counted = status.usage().memoryBytes().orElseThrow();
        times.memory(status.usage(), processes);
        assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(counted).isGreaterThan((long) (0.7 * processes.proportionalBytes()));
        assertThat(processes.member("::EngineCore").isAlive()).isTrue();
    }

    @Test
    @Order(2)
    void anEngineThatIsFrozenIsDegradedThoughItsHealthSays200() throws Exception {
        ProcessHandle engine = processes().member("::EngineCore");
        try (RuntimeSupervision supervision = host.manager.runtimes().supervise(List.of("vllm"))) {
            CompletableFuture<RuntimeStatus> degraded = host.next(status -> status.state() == RuntimeState.DEGRADED);
            CompletableFuture<RuntimeStatus> online;
            ServerProcesses.signal(engine, "STOP");
            long frozen = System.nanoTime();
            try {
                RuntimeStatus seen = RealHost.await(degraded);
                times.since(frozen, "frozen engine is degraded after");
                assertThat(host.get("/health")).isEqualTo(200);
                assertThat(seen.reason()).contains("says that it is well");
                online = host.next(status -> status.state() == RuntimeState.ONLINE);
            } finally {
                ServerProcesses.signal(engine, "CONT");
            }
            long thawed = System.nanoTime();
            RealHost.await(online);
            times.since(thawed, "thawed engine is online after");
        }
    }

    @Test
    @Order(3)
    void aServerThatIsKilledLeavesAnEngineThatTheStopEnds() throws Exception {
        ServerProcesses processes = processes();
        ProcessHandle engine = processes.member("::EngineCore");
        processes.killServer();
        if (keeper() == RealHost.Keeper.PROCESS) {
            assertThat(processes.alive()).as("the engine lives on").contains(engine.pid());
        }

        long begin = System.nanoTime();
        host.stop();
        times.since(begin, "stop after kill -9 of the server");
        assertThat(processes.alive()).as(processes.describe()).isEmpty();
        assertThat(host.status().state()).isEqualTo(RuntimeState.OFFLINE);
    }

    @Test
    @Order(4)
    void aServerThatIsKilledLeavesAnEngineThatTheNextStartEnds() throws Exception {
        long begin = System.nanoTime();
        host.start();
        times.since(begin, "start");
        ServerProcesses processes = processes();
        processes.killServer();

        begin = System.nanoTime();
        host.start();
        times.since(begin, "start after kill -9 of the server");
        assertThat(processes.alive()).as(processes.describe()).isEmpty();
        assertThat(host.manager.runtimes().probe("vllm").state()).isEqualTo(RuntimeState.ONLINE);
    }

    @Test
    @Order(5)
    void aDeadEngineCountsAsACrashThoughTheServerEndsWithStatus0() throws Exception {
        try (RuntimeSupervision supervision = host.manager.runtimes().supervise(List.of("vllm"))) {
            ServerProcesses processes = processes();
            CompletableFuture<RuntimeStatus> down = host.next(status -> status.state() != RuntimeState.ONLINE);
            ServerProcesses.signal(processes.member("::EngineCore"), "KILL");
            long killed = System.nanoTime();
            RuntimeStatus seen = RealHost.await(down);
            times.since(killed, "killed engine shows after");
            assertThat(seen.reason()).doesNotContain("it is stopped");

            CompletableFuture<RuntimeStatus> back = host.next(status -> status.state() == RuntimeState.ONLINE);
            RuntimeStatus again = RealHost.await(back);
            times.since(killed, "killed engine serves again after");
            assertThat(again.restarts()).isPositive();
            assertThat(processes.alive()).as(processes.describe()).isEmpty();
        }
    }

    @Test
    @Order(6)
    void aStopEndsInTimeThoughClientsHoldConnections() throws Exception {
        ServerProcesses processes = processes();
        for (int client = 0; client < 6; client++) {
            host.begin("/v1/completions", COMPLETION);
        }
        Eventually.holds("requests are being answered", this::isBusy);

        long begin = System.nanoTime();
        host.stop();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        times.took(took, "stop while clients hold connections, limit " + STOP.toSeconds() + " s");
        assertThat(took).isLessThan(STOP.plusSeconds(3));
        assertThat(processes.alive()).as(processes.describe()).isEmpty();
    }

    @Test
    @Order(7)
    void switchesToAModelThatMakesEmbeddings() throws Exception {
        times.of(host.activate(ref(RealModels.MINILM)), "switch to a model that makes embeddings");
        assertThat(host.post("/v1/embeddings", "{\"model\":\"minilm\",\"input\":\"a cat\"}"))
                .contains("\"embedding\"");
    }

    @Test
    @Order(8)
    void aBrokenModelIsRolledBack() throws Exception {
        times.of(
                host.activateInVain(ref(RealModels.DAMAGED), ref(RealModels.MINILM)),
                "switch to a broken model, rolled back");
        times.of(host.activate(ref(RealModels.TINY)), "switch from embeddings to text");
        assertThat(host.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"the\",\"max_tokens\":4}"))
                .contains("\"completion_tokens\":4");
    }

    private RuntimeSpecBuilder description(Path program, Path directory) {
        return RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:" + port))
                .command(List.of(
                        program.toString(),
                        "serve",
                        "${model_path}",
                        "--served-model-name",
                        "${model_name}",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "${port}",
                        "--max-model-len",
                        "256",
                        "--enforce-eager",
                        "--dtype",
                        "bfloat16"))
                .environment(Map.of(
                        "HOME", directory.toString(),
                        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                        "HF_HUB_OFFLINE", "1",
                        "VLLM_CPU_KVCACHE_SPACE", "1",
                        "VLLM_NO_USAGE_STATS", "1",
                        "DO_NOT_TRACK", "1"))
                .startTimeout(Duration.ofSeconds(600))
                .stopTimeout(STOP);
    }

    private ServerProcesses processes() {
        return ServerProcesses.of("vllm serve", "--port " + port);
    }

    private boolean isBusy() {
        return host.read("/metrics")
                .lines()
                .anyMatch(line -> line.startsWith("vllm:num_requests_running") && !line.endsWith(" 0.0"));
    }
}
