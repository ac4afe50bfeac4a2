package dev.venom.runtime.examples.switching.real;

import static dev.venom.runtime.examples.switching.FolderProvider.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.examples.real.RealPart;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** llama.cpp's own server, which speaks OpenAI's protocol. */
@Timeout(300)
abstract class LlamaCppScenarios {
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

    private static RuntimeSpec.Builder description(int port) throws Exception {
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
