package dev.venom.runtime.core.internal.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFilesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<String, String> AWKWARD =
            Map.of("PLAIN", "/a/b-c.d", "BLANKS", "two  words", "SIGNS", "100% $HOME \"q\" 'a' \\ # `x`", "EMPTY", "");

    @TempDir
    private Path directory;

    @Test
    void remembersEverythingForAnyProcess() {
        RuntimeFiles files = files();

        RuntimeRecord written = files.update("one", memory -> everything());

        assertThat(written).isEqualTo(everything());
        assertThat(files().read("one")).isEqualTo(everything());
        assertThat(files().all()).containsOnlyKeys("one");
    }

    @Test
    void remembersNothingOfWhatItNeverHeardOf() {
        assertThat(files().read("one")).isEqualTo(RuntimeRecord.NONE);
        assertThat(files().all()).isEmpty();
        assertThat(directory.resolve("runtimes")).doesNotExist();
    }

    @Test
    void losesNoChangeOfManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> changes = IntStream.range(0, 60)
                    .<Future<?>>mapToObj(number -> threads.submit(
                            () -> files().update("one", memory -> memory.withLifecycle(LifecycleState::withRestart))))
                    .toList();
            for (Future<?> change : changes) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files().read("one").lifecycle().restarts()).isEqualTo(60);
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        files().update("one", memory -> memory.withLifecycle(LifecycleState::withRestart));
        Files.writeString(directory.resolve("runtimes/one.json"), "{\"wanted\":\"sideways\"}");

        assertThatThrownBy(() -> files().read("one"))
                .hasMessageContaining("one.json")
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CORRUPT_STATE));
    }

    @Test
    void keepsTheModelBeforeTheActiveOne() {
        ActiveModel one = model("one");
        ActiveModel two = model("two");

        RuntimeRecord memory = RuntimeRecord.NONE.withActive(Optional.of(one)).withActive(Optional.of(two));

        assertThat(memory.previous()).contains(one);
        assertThat(memory.withActive(Optional.of(two)).previous()).contains(one);
        assertThat(memory.withActive(Optional.empty()).previous()).contains(two);
    }

    @Test
    void aShellReadsTheEnvironmentAsItWasMeant() throws Exception {
        EnvironmentFile file = files().environment("one");
        file.replace(AWKWARD);

        assertThat(file.read()).isEqualTo(AWKWARD);
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "set -a; . \"$0\"; printf '%s|%s|%s|%s' \"$PLAIN\" \"$BLANKS\" \"$SIGNS\" \"$EMPTY\"",
                        file.path().toString())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(AWKWARD.get("PLAIN") + "|" + AWKWARD.get("BLANKS") + "|" + AWKWARD.get("SIGNS") + "|");
    }

    @Test
    void keepsTheEnvironmentBefore() {
        EnvironmentFile file = files().environment("one");
        file.replace(Map.of("LLM_MODEL_NAME", "a"));
        file.replace(Map.of("LLM_MODEL_NAME", "b"));

        assertThat(new EnvironmentFile(file.previous()).read()).containsEntry("LLM_MODEL_NAME", "a");
        file.remove();
        assertThat(file.read()).isEmpty();
        assertThat(new EnvironmentFile(file.previous()).read()).containsEntry("LLM_MODEL_NAME", "b");
    }

    @Test
    void refusesAValueOfSeveralLines() {
        assertThatThrownBy(() -> files().environment("one").replace(Map.of("NAME", "one\ntwo")))
                .isInstanceOf(VenomException.class);
    }

    private RuntimeFiles files() {
        return new RuntimeFiles(directory.resolve("runtimes"));
    }

    private static RuntimeRecord everything() {
        ProcessIdentity owner = new ProcessIdentity("host", "boot", 12, 34);
        return RuntimeRecord.NONE
                .withModels(Optional.of(model("one")), Optional.of(model("two")))
                .withLifecycle(lifecycle -> lifecycle
                        .withCommand(WantedState.UP)
                        .withUnderWay(Optional.of(
                                new OngoingChange(OngoingChange.Change.STARTING, new OperationId("20260102-1"), owner)))
                        .withProof(Optional.of(NOW))
                        .withRestart()
                        .withGivenUp(Optional.of(new GivenUp(NOW, "enough"))))
                .withFacts("process", Map.of("pid", "12"))
                .withFinding(new DiscoveredRuntime(
                        "ollama",
                        URI.create("http://127.0.0.1:11434"),
                        "a user",
                        Optional.of("systemd"),
                        Optional.of("ollama.service"),
                        RuntimeSpec.Scope.USER,
                        NOW))
                .withLog(new LogPosition(Path.of("/logs/one.log"), 77))
                .withActivation(Optional.of(Json.object().put("step", "stop")));
    }

    private static ActiveModel model(String name) {
        return new ActiveModel(ModelRef.parse("hf:org/" + name + "@main"), "org/" + name, Path.of("/models/" + name));
    }
}
