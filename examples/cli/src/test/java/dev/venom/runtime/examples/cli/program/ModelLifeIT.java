package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ModelLifeIT extends HubScenario {
    private static final String MODEL = "hf:org/model";

    private final HubRepository repository = HubRepository.named("org/model")
            .license("apache-2.0")
            .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}")
            .file("model.safetensors", Content.safetensors(3_000_000, 1))
            .build();

    @Override
    List<HubRepository> repositories() {
        return List.of(repository);
    }

    @Test
    void findsAModelAndTellsWhetherItIsInstalled() throws Exception {
        assertThat(found().get("installed").asBoolean()).isFalse();
        install();
        assertThat(found().get("installed").asBoolean()).isTrue();
    }

    @Test
    void plansWithoutFetchingAnything() throws Exception {
        VenomProcess.Outcome outcome = host.run("plan", MODEL, "--json");
        JsonNode plan = outcome.document();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(plan.get("revision").asText()).isEqualTo("main");
        assertThat(plan.get("commit").asText()).isEqualTo(repository.head().id());
        assertThat(plan.get("bytes_missing").asLong())
                .isEqualTo(plan.get("bytes_total").asLong());
        assertThat(plan.get("bytes_total").asLong()).isGreaterThan(3_000_000);
        assertThat(plan.get("confirmation_required").asBoolean()).isFalse();
        assertThat(plan.get("files"))
                .allSatisfy(file -> assertThat(file.get("action").asText()).isEqualTo("fetch"));
        assertThat(plan.get("verdicts")).isNotEmpty();
        assertThat(filesBelow(cache)).isEmpty();
    }

    @Test
    void installsWithALineForEachTransition() throws Exception {
        VenomProcess.Outcome outcome = host.run("install", MODEL, "--json");

        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.operations()).hasSameSizeAs(outcome.lines());
        assertThat(outcome.finalState()).isEqualTo("succeeded");
        assertThat(outcome.operations())
                .extracting(operation -> operation.get("bytes_done").asLong())
                .isSorted();
        assertThat(outcome.operations())
                .extracting(operation -> operation.get("id").asText())
                .containsOnly(outcome.operations().get(0).get("id").asText());
    }

    @Test
    void listsWhatIsInstalled() throws Exception {
        install();
        JsonNode model = host.run("list", "--json").document().get("models").get(0);

        assertThat(model.get("provider").asText()).isEqualTo("hf");
        assertThat(model.get("model").asText()).isEqualTo("org/model");
        assertThat(model.get("state").asText()).isEqualTo("complete");
        assertThat(model.get("format").asText()).isEqualTo("safetensors");
        assertThat(model.get("license").asText()).isEqualTo("apache-2.0");
        assertThat(model.get("served_by")).isEmpty();
        assertThat(model.get("installed_at").asText()).endsWith("Z");
        assertThat(Files.size(Path.of(model.get("location").asText()).resolve("model.safetensors")))
                .isEqualTo(repository.head().files().get("model.safetensors").size());
        assertThat(host.run("ls").lines().get(1))
                .startsWith("hf:org/model@main")
                .contains("complete");
    }

    @Test
    void badFilesAreTheResultOfVerifyingAndNoError() throws Exception {
        install();
        damage();
        VenomProcess.Outcome outcome = host.run("verify", MODEL, "--json");
        JsonNode model = outcome.document().get("models").get(0);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).isEmpty();
        assertThat(model.get("ok").asBoolean()).isFalse();
        assertThat(model.get("bad_files").get(0).asText()).isEqualTo("model.safetensors");
    }

    @Test
    void repairsBadFiles() throws Exception {
        install();
        damage();
        JsonNode repaired =
                host.run("verify", MODEL, "--repair", "--json").document().at("/models/0");
        VenomProcess.Outcome outcome = host.run("verify", "--json");

        assertThat(repaired.get("ok").asBoolean()).isTrue();
        assertThat(repaired.get("bad_files")).isEmpty();
        assertThat(repaired.get("mended_files").get(0).asText()).isEqualTo("model.safetensors");
        assertThat(outcome.document().at("/models/0/mended_files")).isEmpty();

        assertThat(outcome.status()).isZero();
        assertThat(outcome.document().get("models").get(0).get("ok").asBoolean())
                .isTrue();
    }

    @Test
    void saysWhatWasMended() throws Exception {
        install();
        damage();
        VenomProcess.Outcome outcome = host.run("verify", "--repair");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .contains("     model.safetensors (mended)", "Bad files found: 1. Mended: 1. Still bad: 0.");
        JsonNode operation = host.run("operations", "--json").document().at("/operations/0");
        assertThat(operation.at("/verified/0/mended_files/0").asText()).isEqualTo("model.safetensors");
    }

    @Test
    void aModelThatCannotBeRepairedKeepsNoOtherFromIt() throws Exception {
        hub.repositories()
                .add(HubRepository.named("org/gone")
                        .file("config.json", "{}")
                        .file("model.safetensors", Content.safetensors(2_000, 2))
                        .build());
        install();
        host.run("install", "hf:org/gone");
        damage();
        try (Stream<Path> files = Files.walk(cache.resolve("hub/models--org--gone/blobs"))) {
            for (Path blob : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(blob, "damaged");
            }
        }
        hub.repositories().remove("org/gone");

        VenomProcess.Outcome outcome = host.run("verify", "--repair", "--json");

        assertThat(outcome.status()).isEqualTo(1);
        JsonNode models = outcome.document().get("models");
        assertThat(models.at("/0/model").asText()).isEqualTo("org/gone");
        assertThat(models.at("/0/error/code").asText()).isEqualTo("MODEL_NOT_FOUND");
        assertThat(models.at("/0/bad_files")).hasSize(2);
        assertThat(models.at("/1/ok").asBoolean()).isTrue();
        assertThat(models.at("/1/mended_files")).hasSize(1);
    }

    @Test
    void aManifestThatIsLostSaysOfAModelWhatAnInstallSays() throws Exception {
        install();
        JsonNode installed = host.run("list", "--json").document().at("/models/0");
        Files.delete(cache.resolve("manifest.json"));
        JsonNode found = host.run("list", "--json").document().at("/models/0");
        host.run("verify");
        JsonNode rebuilt = host.run("list", "--json").document().at("/models/0");

        for (String name : List.of(
                "format", "quantization", "parameters", "context_length", "architectures", "hardware", "files")) {
            assertThat(found.get(name)).as(name).isEqualTo(installed.get(name));
            assertThat(rebuilt.get(name)).as(name).isEqualTo(installed.get(name));
        }
        assertThat(cache.resolve("manifest.json")).exists();
    }

    @Test
    void removesAModel() throws Exception {
        install();
        VenomProcess.Outcome outcome = host.run("rm", MODEL, "--json");

        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.finalState()).isEqualTo("succeeded");
        assertThat(host.run("list", "--json").document().get("models")).isEmpty();
    }

    @Test
    void remembersOperations() throws Exception {
        install();
        JsonNode operation =
                host.run("operations", "--json").document().get("operations").get(0);
        JsonNode same = host.run("operations", operation.get("id").asText(), "--json")
                .document()
                .get("operations")
                .get(0);

        assertThat(operation.get("kind").asText()).isEqualTo("install");
        assertThat(operation.get("state").asText()).isEqualTo("succeeded");
        assertThat(same).isEqualTo(operation);
    }

    @Test
    void prunesOnlyWhenAskedTo() throws Exception {
        install();
        JsonNode report = host.run("prune", "--dry-run", "--json").document();

        assertThat(report.get("dry_run").asBoolean()).isTrue();
        assertThat(host.run("prune", "--json").status()).isZero();
        assertThat(host.run("verify", "--json").status()).isZero();
    }

    @Test
    void examinesTheHost() throws Exception {
        JsonNode report = host.run("doctor", "--json").document();

        assertThat(report.get("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.get("result").asText()).isIn("ok", "warn", "refuse"));
    }

    private JsonNode found() throws IOException, InterruptedException {
        VenomProcess.Outcome outcome = host.run("search", "--provider", "hf", "model", "--json");
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        return outcome.document().get("models").get(0);
    }

    private void install() throws IOException, InterruptedException {
        VenomProcess.Outcome outcome = host.run("install", MODEL);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
    }

    private void damage() throws IOException {
        Path file = cache.resolve("hf/org/model@main/model.safetensors").toRealPath();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
