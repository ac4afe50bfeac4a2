package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model of Ollama through the same commands as any other. */
@Timeout(300)
class OllamaLifeIT {
    private static final String MODEL = "ollama:tiny:270m";
    private static final ModelImage IMAGE = ModelImage.tinyLlama();

    @TempDir
    private Path directory;

    private LocalHub hub;
    private LocalRegistry registry;
    private VenomHost host;

    @BeforeEach
    void start() {
        hub = LocalHub.with();
        registry = LocalRegistry.with("tiny:270m", IMAGE);
        host = new VenomHost(hub, directory.resolve("cache"))
                .with("OLLAMA_REGISTRY", registry.url().toString())
                .with("OLLAMA_MODELS", store().toString());
    }

    @AfterEach
    void stop() {
        registry.close();
        hub.close();
    }

    @Test
    void isPlannedInstalledListedRepairedAndRemoved() throws Exception {
        JsonNode plan = host.run("plan", MODEL, "--json").document();
        assertThat(plan.get("model").asText()).isEqualTo("tiny:270m");
        assertThat(plan.has("revision")).isFalse();
        assertThat(plan.get("commit").asText()).isEqualTo(IMAGE.weights().digest());
        assertThat(plan.get("bytes_missing").asLong()).isEqualTo(IMAGE.size());

        VenomProcess.Outcome installed = host.run("pull", MODEL, "--json");
        assertThat(installed.finalState()).as(installed.errors()).isEqualTo("succeeded");

        JsonNode model = host.run("list", "--json").document().get("models").get(0);
        assertThat(model.get("model").asText()).isEqualTo("tiny:270m");
        assertThat(model.get("format").asText()).isEqualTo("gguf");
        assertThat(model.get("quantization").asText()).isEqualTo("F16");
        assertThat(model.get("size_bytes").asLong()).isEqualTo(IMAGE.size());

        Path blob = Path.of(model.get("location").asText());
        Files.writeString(blob, "damaged");
        assertThat(host.run("verify", MODEL, "--json").status()).isEqualTo(1);
        VenomProcess.Outcome repaired = host.run("verify", MODEL, "--repair", "--json");
        assertThat(repaired.status()).as(repaired.errors()).isZero();
        assertThat(blob).hasSize(IMAGE.weights().size());

        VenomProcess.Outcome removed = host.run("rm", MODEL, "--json");
        assertThat(removed.finalState()).as(removed.errors()).isEqualTo("succeeded");
        assertThat(blob).doesNotExist();
        assertThat(host.run("list", "--json").document().get("models")).isEmpty();
    }

    @Test
    void isFoundByADaemonThatStartsLaterWhoseOwnModelsAreListedToo() throws Exception {
        assertThat(host.run("install", MODEL).status()).isZero();
        long sent = registry.requests().bodyBytesSent();
        try (LocalDaemon daemon = LocalDaemon.over(store()).start()) {
            daemon.store().put("by-hand", IMAGE);
            host.with("OLLAMA_HOST", daemon.url().toString());

            assertThat(daemon.store().list()).hasSize(2);
            assertThat(host.run("list", "--json").document().get("models"))
                    .extracting(model -> model.get("model").asText())
                    .containsExactly("by-hand:latest", "tiny:270m");
        }
        assertThat(registry.requests().bodyBytesSent()).isEqualTo(sent);
    }

    @Test
    void goesThroughTheDaemonWhereThatIsAskedFor() throws Exception {
        try (LocalDaemon daemon = LocalDaemon.over(store()).start()) {
            host.with("OLLAMA_HOST", daemon.url().toString());

            VenomProcess.Outcome outcome = host.run("install", MODEL, "--via", "daemon", "--json");

            assertThat(outcome.finalState()).as(outcome.errors()).isEqualTo("succeeded");
            assertThat(outcome.operations())
                    .extracting(operation -> operation.get("bytes_done").asLong())
                    .isSorted();
            assertThat(daemon.requests().endingIn("/api/pull")).hasSize(1);
        }
    }

    @Test
    void orphanedBlobsArePruned() throws Exception {
        Files.createDirectories(store().resolve("blobs"));
        Path orphan = Files.writeString(store().resolve("blobs/sha256-" + "ab".repeat(32)), "nobody's");
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        assertThat(host.run("prune", "--dry-run").lines()).anyMatch(line -> line.contains("ab".repeat(32)));
        assertThat(orphan).exists();
        assertThat(host.run("prune").status()).isZero();
        assertThat(orphan).doesNotExist();
    }

    @Test
    void failuresSayWhatToDo() throws Exception {
        assertThat(host.run("install", "ollama:unheard-of").status()).isEqualTo(4);
        assertThat(host.run("install", "ollama:a/b/c/d").status()).isEqualTo(2);
        assertThat(host.run("install", "ollama:gpt-oss:120b-cloud").status()).isEqualTo(2);
        VenomProcess.Outcome silent = host.run("install", MODEL, "--via", "daemon");
        assertThat(silent.status()).isEqualTo(1);
        assertThat(silent.errors()).startsWith("NETWORK").contains("--via registry");
    }

    private Path store() {
        return directory.resolve("store");
    }
}
