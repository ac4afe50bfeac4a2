package dev.venom.runtime.testbed.switching.real;

import static dev.venom.runtime.testbed.switching.FolderProvider.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.real.RealPart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** llama.cpp's own server, which speaks OpenAI's protocol. */
@Timeout(300)
abstract class LlamaCppScenarios {
    private static final Duration LONG_ANSWER = Duration.ofSeconds(92);

    @TempDir
    private Path directory;

    private final Times times = new Times("llama-server, " + keeper());

    abstract RealHost.Keeper keeper();

    @Test
    void switchesBetweenTwoModelsAndRollsABrokenOneBack() throws Exception {
        RealModels models = new RealModels(Files.createDirectories(directory.resolve("models")));
        models.tinyGguf();
        models.gemma();
        models.damaged(RealModels.TINY);
        int port = LoopbackPort.free().number();
        try (RealHost host = RealHost.open(directory, description(port), keeper())) {
            times.of(host.activate(ref(RealModels.TINY)), "first start, 3.7 MB");
            times.of(host.activate(ref(RealModels.GEMMA)), "switch to Gemma 3 270M, 253 MB");
            assertThat(host.post("/v1/completions", "{\"model\":\"gemma\",\"prompt\":\"The sky is\",\"max_tokens\":4}"))
                    .contains("\"completion_tokens\":4");
            assertThat(host.status().usage().memoryBytes().orElseThrow()).isPositive();

            times.of(
                    host.activateInVain(ref(RealModels.DAMAGED), ref(RealModels.GEMMA)),
                    "switch to a broken model, rolled back");
            times.of(host.activate(ref(RealModels.TINY)), "switch back to the small one");

            ServerProcesses processes = ServerProcesses.of("llama-server", "--port " + port);
            long begin = System.nanoTime();
            host.stop();
            times.since(begin, "stop");
            assertThat(processes.alive()).as(processes.describe()).isEmpty();
            assertThat(host.status().state()).isEqualTo(RuntimeState.OFFLINE);
        }
    }

    @Test
    void isNotSlanderedForOneLongAnswerInItsOnlySlot() throws Exception {
        new RealModels(Files.createDirectories(directory.resolve("models"))).tinyGguf();
        RuntimeSpecBuilder description = description(LoopbackPort.free().number(), "--metrics", "--context-shift");
        try (RealHost host = RealHost.open(directory, description, keeper())) {
            CompletableFuture<RuntimeStatus> degraded = host.next(status -> status.state() == RuntimeState.DEGRADED);
            host.activate(ref(RealModels.TINY));
            host.manager.runtimes().supervise(List.of("llama"));
            CompletableFuture<?> answer = host.begin(
                    "/v1/completions",
                    "{\"prompt\":\"Once\",\"max_tokens\":9000000,\"ignore_eos\":true,\"stream\":true}");

            assertThatThrownBy(() -> degraded.get(LONG_ANSWER.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            RuntimeStatus probed = host.manager.runtimes().probe("llama");

            assertThat(probed.state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(probed.evidence()).anyMatch(line -> line.contains("at work on its requests"));
            answer.cancel(true);
        }
    }

    @Test
    void sleepsUnderWatchUntilSomebodyNeedsIt() throws Exception {
        new RealModels(Files.createDirectories(directory.resolve("models"))).tinyGguf();
        RuntimeSpecBuilder description =
                description(LoopbackPort.free().number(), "--metrics", "--sleep-idle-seconds", "20");
        try (RealHost host = RealHost.open(directory, description, keeper())) {
            CompletableFuture<RuntimeStatus> asleep = host.next(LlamaCppScenarios::sleeps);
            host.activate(ref(RealModels.TINY));
            host.manager.runtimes().supervise(List.of("llama"));

            assertThat(RealHost.await(asleep).state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(host.manager.runtimes().probe("llama"))
                    .as("a probe does not wake it")
                    .matches(LlamaCppScenarios::sleeps);

            CompletableFuture<RuntimeStatus> awake =
                    host.next(status -> status.state() == RuntimeState.ONLINE && !sleeps(status));
            assertThat(host.post("/v1/completions", "{\"prompt\":\"Once\",\"max_tokens\":4}"))
                    .contains("\"completion_tokens\":4");
            CompletableFuture<RuntimeStatus> again = host.next(LlamaCppScenarios::sleeps);
            RealHost.await(awake);
            RealHost.await(again);
        }
    }

    private static boolean sleeps(RuntimeStatus status) {
        return status.reason().contains("it sleeps");
    }

    private static RuntimeSpecBuilder description(int port, String... options) throws Exception {
        List<String> command = new ArrayList<>(description(port).build().command());
        command.addAll(List.of(options));
        return description(port).command(command);
    }

    private static RuntimeSpecBuilder description(int port) throws Exception {
        return RuntimeSpec.builder("llama", "openai", URI.create("http://127.0.0.1:" + port))
                .command(List.of(
                        RealPart.bring("llama-cpp.sh").resolve("llama-server").toString(),
                        "--model",
                        "${model_path}",
                        "--alias",
                        "${model_name}",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "${port}",
                        "--ctx-size",
                        "256",
                        "--parallel",
                        "1"));
    }
}
