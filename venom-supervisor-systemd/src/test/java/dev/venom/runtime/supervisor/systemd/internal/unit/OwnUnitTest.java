package dev.venom.runtime.supervisor.systemd.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnUnitTest {
    private static final Caller SOMEBODY = new Caller(4711, "somebody", Path.of("/home/somebody"));

    @TempDir
    Path directory;

    @Test
    void takesTheModelOfVllmFromItsEnvironmentFile() throws IOException {
        UnitPlan unit = plan(builder("vllm").stopTimeout(Duration.ofSeconds(90)));

        assertThat(unit.text())
                .contains(
                        "ExecStart=\"" + program("vllm") + "\" \"serve\" \"${VLLM_ACTIVE_MODEL}\""
                                + " \"--served-model-name\" \"${LLM_MODEL_NAME}\" \"--host\" \"127.0.0.1\" \"--port\" \"8000\"",
                        "\nEnvironmentFile=" + directory.resolve("runtimes/llm.env") + "\n",
                        "Environment=\"HF_HUB_OFFLINE=1\"",
                        "Environment=\"VLLM_PROCESS_NAME_PREFIX=venom-llm\"",
                        "Restart=always",
                        "KillMode=mixed",
                        "TimeoutStopSec=90",
                        "LimitCORE=0",
                        "StandardOutput=append:" + directory.resolve("llm.log"));
        assertThat(section(unit.text(), "Unit")).contains("StartLimitBurst=5", "StartLimitIntervalSec=30min");
    }

    @Test
    void letsAVllmThatCanFinishItsAnswers() throws IOException {
        install("vllm-0.18.1.dist-info");

        assertThat(plan(builder("vllm").stopTimeout(Duration.ofSeconds(90))).text())
                .contains("\"--shutdown-timeout\" \"70\"");
        assertThat(plan(builder("vllm").stopTimeout(Duration.ofSeconds(10))).text())
                .contains("\"--shutdown-timeout\" \"5\"");
        assertThat(plan(builder("vllm").command(List.of("vllm", "serve", "${model_path}", "--shutdown-timeout=7")))
                        .text())
                .containsOnlyOnce("--shutdown-timeout");
    }

    @Test
    void givesNoOptionToAVllmThatDoesNotKnowIt() throws IOException {
        install("vllm-0.17.0.dist-info");

        assertThat(plan(builder("vllm")).text()).doesNotContain("--shutdown-timeout");
        assertThat(plan(builder("vllm")).notes()).noneMatch(note -> note.contains("--shutdown-timeout"));
    }

    @Test
    void saysThatItCannotTellTheVersion() throws IOException {
        assertThat(plan(builder("vllm")).notes()).anyMatch(note -> note.contains("--shutdown-timeout"));
    }

    @Test
    void bindsOllamaToItsAddressAndNeedsNoModel() throws IOException {
        UnitPlan unit = plan(builder("ollama"));

        assertThat(unit.text())
                .contains(
                        "ExecStart=\"" + program("ollama") + "\" \"serve\"",
                        "Environment=\"OLLAMA_HOST=127.0.0.1:8000\"",
                        "\nEnvironmentFile=-" + directory.resolve("runtimes/llm.env") + "\n")
                .doesNotContain("--shutdown-timeout", "HF_HUB_OFFLINE");
    }

    @Test
    void leavesOutWhatUsersMayNotAskFor() throws IOException {
        UnitPlan unit = plan(builder("vllm").scope(RuntimeSpec.Scope.USER));

        assertThat(unit.file()).isEqualTo(Path.of("/home/somebody/.config/systemd/user/llm.service"));
        assertThat(unit.text())
                .contains("WantedBy=default.target", "NoNewPrivileges=yes")
                .doesNotContain("User=", "ProtectSystem", "LimitMEMLOCK");
        assertThat(unit.notes()).anyMatch(note -> note.contains("loginctl enable-linger somebody"));
    }

    @Test
    void hidesNoDeviceAndForbidsNoCompiledKernels() throws IOException {
        assertThat(plan(builder("vllm")).text())
                .doesNotContain("PrivateDevices", "MemoryDenyWriteExecute", "ProtectClock", "ProtectKernelModules");
    }

    @Test
    void warnsOfSecretsInAUnitThatAllCanRead() throws IOException {
        assertThat(plan(builder("vllm").environment(Map.of("HF_TOKEN", "hf_x"))).notes())
                .anyMatch(note -> note.contains("HF_TOKEN") && !note.contains("hf_x"));
    }

    @Test
    void refusesAPathThatSystemdWouldTakeForAPattern() throws IOException {
        RuntimeSpecBuilder builder = builder("vllm").environmentFile(Path.of("/srv/*/model.env"));

        assertThatThrownBy(() -> plan(builder))
                .isInstanceOf(VenomException.class)
                .hasMessageContaining("/srv/*/model.env");
    }

    private RuntimeSpecBuilder builder(String kind) {
        return RuntimeSpec.builder("llm", kind, URI.create("http://127.0.0.1:8000"))
                .unit("llm.service");
    }

    private UnitPlan plan(RuntimeSpecBuilder builder) throws IOException {
        RuntimeSpec spec = builder.build();
        Path programs = Files.createDirectories(directory.resolve("venv/bin"));
        for (String name : List.of("vllm", "ollama")) {
            Path program = programs.resolve(name);
            if (!Files.exists(program)) {
                Files.createFile(program);
            }
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        LaunchPlan plan = new LaunchPlan(
                spec,
                List.of(),
                Map.of("LLM_MODEL_NAME", "never/here"),
                directory.resolve("runtimes/llm.env"),
                Optional.empty(),
                directory.resolve("llm.log"));
        InMemorySettings settings =
                InMemorySettings.in(directory.resolve("cache")).with("PATH", "relative:" + programs);
        UnitPlan unit = new UnitPlanner(settings, SOMEBODY).plan(plan, Optional.empty());
        assertThat(unit.text()).doesNotContain("never/here");
        assertThat(Marker.isIn(unit.text())).isTrue();
        return unit;
    }

    private void install(String distribution) throws IOException {
        Files.createDirectories(
                directory.resolve("venv/lib/python3.12/site-packages").resolve(distribution));
    }

    private String program(String name) {
        return directory.resolve("venv/bin").resolve(name).toString();
    }

    private static String section(String text, String name) {
        String from = text.substring(text.indexOf("[" + name + "]"));
        return from.substring(0, from.indexOf("\n\n"));
    }
}
