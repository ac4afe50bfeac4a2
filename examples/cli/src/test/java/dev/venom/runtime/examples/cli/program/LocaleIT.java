package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.RepositoryBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container without {@code LANG}: Java encodes file names in seven bits there. */
@Timeout(120)
class LocaleIT {
    private static final String NAME = "\u6a21\u578b/\u00fcbung.md";

    @TempDir
    private Path cache;

    private LocalHub hub;
    private VenomHost plain;
    private VenomHost unicode;

    @BeforeEach
    void startHub() {
        hub = LocalHub.builder()
                .repository(model("org/foreign").file(NAME, "hello"))
                .repository(model("org/plain"))
                .start();
        plain = new VenomHost(hub, cache).with("LC_ALL", "C");
        unicode = new VenomHost(hub, cache).with("LC_ALL", "C.UTF-8");
    }

    private static RepositoryBuilder model(String id) {
        return HubRepository.named(id)
                .file("config.json", "{\"model_type\":\"llama\"}")
                .file("model.safetensors", Content.safetensors(1_000, 1));
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    @Test
    void planNamesTheCureBeforeAnythingIsFetched() throws Exception {
        JsonNode plan = plain.run("plan", "hf:org/foreign", "--json").document();
        VenomProcess.Outcome install = plain.run("install", "hf:org/foreign");

        assertThat(plan.get("verdicts")).anySatisfy(verdict -> {
            assertThat(verdict.get("result").asText()).isEqualTo("refuse");
            assertThat(verdict.get("detail").asText()).contains("LC_ALL=C.UTF-8");
        });
        assertThat(install.status()).isEqualTo(5);
        assertThat(install.errors()).contains("LC_ALL=C.UTF-8");
        assertThat(cache.resolve("hub")).doesNotExist();
        assertThat(plain.run("install", "hf:org/foreign", "--exclude", "*.md").status())
                .isZero();
    }

    @Test
    void whatAnotherLocaleInstalledIsListedVerifiedRepairedAndRemoved() throws Exception {
        install("hf:org/foreign");
        install("hf:org/plain");

        assertThat(plain.run("list", "--json").document().get("models"))
                .hasSize(2)
                .allSatisfy(model -> assertThat(model.get("state").asText()).isEqualTo("complete"));
        assertThat(plain.run("verify").status()).isZero();

        Path entry = find(NAME);
        Files.writeString(entry.toRealPath(), "jello");
        assertThat(plain.run("verify", "hf:org/foreign", "--json")
                        .document()
                        .at("/models/0/bad_files/0")
                        .asText())
                .isEqualTo(NAME);
        assertThat(plain.run("verify", "hf:org/foreign", "--repair").status()).isZero();
        assertThat(entry).hasContent("hello");

        assertThat(plain.run("remove", "hf:org/foreign").status()).isZero();
        assertThat(cache.resolve("hub/models--org--foreign")).doesNotExist();
        assertThat(plain.run("verify", "hf:org/plain").status()).isZero();
    }

    @Test
    void aManifestThatIsLostIsFoundAgainByTheFiles() throws Exception {
        install("hf:org/foreign");
        Files.delete(cache.resolve("manifest.json"));

        JsonNode model = plain.run("list", "--json").document().at("/models/0");

        assertThat(model.get("state").asText()).isEqualTo("complete");
        assertThat(model.get("files"))
                .anySatisfy(file -> assertThat(file.get("path").asText()).isEqualTo(NAME));
    }

    private void install(String model) throws Exception {
        VenomProcess.Outcome outcome = unicode.run("install", model);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
    }

    /** By walking: the locale of these tests needn't be able to express the name either. */
    private Path find(String name) throws Exception {
        try (Stream<Path> files = Files.walk(cache.resolve("hub"))) {
            return files.filter(file -> file.toUri().toASCIIString().endsWith("%C3%BCbung.md"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name));
        }
    }
}
