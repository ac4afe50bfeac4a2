package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model is one model, however its name is spelled and however many times something of it is installed. */
@Timeout(180)
class SameModelIT extends HubScenario {
    private final HubRepository quantized = HubRepository.named("Org/Model-GGUF")
            .file("m.Q4_K_M.gguf", gguf(300_000))
            .file("m.Q8_0.gguf", gguf(600_000))
            .build();

    @Override
    List<HubRepository> repositories() {
        return List.of(quantized);
    }

    @Nested
    class TwoSelections {
        @BeforeEach
        void install() throws Exception {
            for (String quantization : List.of("*Q4_K_M*", "*Q8_0*")) {
                VenomProcess.Outcome outcome = host.run("install", "hf:Org/Model-GGUF", "--include", quantization);
                assertThat(outcome.status()).as(outcome.errors()).isZero();
            }
        }

        @Test
        void areOneEntryOfAllThatWasSelected() throws Exception {
            JsonNode model = onlyModel();

            assertThat(paths(model)).containsExactly("m.Q4_K_M.gguf", "m.Q8_0.gguf");
            assertThat(model.get("size_bytes").asLong()).isEqualTo(900_000);
            assertThat(model.get("state").asText()).isEqualTo("complete");
            assertThat(model.has("verified_at")).isTrue();
        }

        @Test
        void areVerifiedAndRepairedTogether() throws Exception {
            Path blob = Path.of(onlyModel().get("location").asText())
                    .resolve("m.Q4_K_M.gguf")
                    .toRealPath();
            Files.writeString(blob, "damaged");

            JsonNode found = host.run("verify", "hf:Org/Model-GGUF", "--json").document();
            assertThat(found.get("models").get(0).get("bad_files").get(0).asText())
                    .isEqualTo("m.Q4_K_M.gguf");
            assertThat(host.run("verify", "hf:Org/Model-GGUF", "--repair").status())
                    .isZero();
            assertThat(blob).hasSize(300_000);
        }

        @Test
        void areNothingToPruneAndGivenBackTogether() throws Exception {
            assertThat(host.run("prune", "--dry-run", "--json").document().get("items"))
                    .isEmpty();
            assertThat(host.run("remove", "hf:Org/Model-GGUF").status()).isZero();
            assertThat(weightsBelow(cache.resolve("hub"))).isEmpty();
        }

        @Test
        void areFoundAgainWithoutAManifest() throws Exception {
            Files.delete(cache.resolve("manifest.json"));

            assertThat(paths(onlyModel())).containsExactly("m.Q4_K_M.gguf", "m.Q8_0.gguf");
        }

        @Test
        void areFoundWhereAnOlderManifestKnowsOnlyTheLast() throws Exception {
            Path manifest = cache.resolve("manifest.json");
            String text = Files.readString(manifest);
            int first = text.indexOf('{', text.indexOf("\"files\""));
            int second = text.indexOf('{', first + 1);
            Files.writeString(manifest, text.substring(0, first) + text.substring(second));

            assertThat(paths(onlyModel())).containsExactly("m.Q4_K_M.gguf", "m.Q8_0.gguf");
        }
    }

    @Nested
    class AnotherSpelling {
        @Test
        void findsAModelOfTheHub() throws Exception {
            assertThat(host.run("install", "hf:Org/Model-GGUF", "--include", "*Q8_0*")
                            .status())
                    .isZero();
            String commit = onlyModel().get("commit").asText();

            for (String spelling : List.of(
                    "hf:org/model-gguf",
                    "hf:ORG/Model-gguf@main",
                    "hf:Org/Model-GGUF@" + commit,
                    "hf:org/model-gguf@" + commit.substring(0, 8))) {
                VenomProcess.Outcome verified = host.run("verify", spelling, "--json");
                assertThat(verified.status()).as(spelling + verified.errors()).isZero();
            }
            assertThat(host.run("remove", "hf:ORG/MODEL-GGUF").status()).isZero();
            assertThat(host.run("list", "--json").document().get("models")).isEmpty();
        }

        @Test
        void findsAModelOfOllama() throws Exception {
            try (LocalRegistry registry = LocalRegistry.with("tiny:latest", ModelImage.tinyLlama())) {
                VenomHost ollama = new VenomHost(hub, cache)
                        .with("OLLAMA_REGISTRY", registry.url().toString())
                        .with("OLLAMA_MODELS", cache.resolve("store").toString());
                assertThat(ollama.run("install", "ollama:tiny").status()).isZero();

                for (String spelling : List.of(
                        "ollama:Tiny",
                        "ollama:TINY:Latest",
                        "ollama:library/tiny",
                        "ollama:registry.ollama.ai/library/Tiny:latest")) {
                    VenomProcess.Outcome verified = ollama.run("verify", spelling, "--json");
                    assertThat(verified.status())
                            .as(spelling + verified.errors())
                            .isZero();
                }
                assertThat(ollama.run("list", "--json").document().get("models"))
                        .hasSize(1);
                assertThat(ollama.run("remove", "ollama:TINY").status()).isZero();
                assertThat(ollama.run("list", "--json").document().get("models"))
                        .isEmpty();
            }
        }

        /** As versions wrote it that kept what was typed. */
        @Test
        void inTheManifestIsKept() throws Exception {
            try (LocalRegistry registry = LocalRegistry.with("tiny:latest", ModelImage.tinyLlama())) {
                VenomHost ollama = new VenomHost(hub, cache)
                        .with("OLLAMA_REGISTRY", registry.url().toString())
                        .with("OLLAMA_MODELS", cache.resolve("store").toString());
                assertThat(ollama.run("install", "ollama:tiny").status()).isZero();
                Path manifest = cache.resolve("manifest.json");
                Files.writeString(manifest, Files.readString(manifest).replace("\"tiny:latest\"", "\"TINY:latest\""));

                JsonNode models = ollama.run("list", "--json").document().get("models");

                assertThat(models).hasSize(1);
                assertThat(models.get(0).get("model").asText()).isEqualTo("TINY:latest");
                assertThat(models.get(0).has("verified_at")).isTrue();
                assertThat(ollama.run("remove", "ollama:Tiny").status()).isZero();
                assertThat(ollama.run("list", "--json").document().get("models"))
                        .isEmpty();
            }
        }
    }

    private static Content gguf(int sizeBytes) {
        return Content.of(ByteBuffer.allocate(sizeBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .array());
    }

    private JsonNode onlyModel() throws Exception {
        JsonNode models = host.run("list", "--json").document().get("models");
        assertThat(models).hasSize(1);
        return models.get(0);
    }

    private static List<String> paths(JsonNode model) {
        List<String> paths = new ArrayList<>();
        model.get("files").forEach(file -> paths.add(file.get("path").asText()));
        return paths;
    }

    private static List<Path> weightsBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> Files.isRegularFile(path) && !path.endsWith("CACHEDIR.TAG"))
                    .toList();
        }
    }
}
