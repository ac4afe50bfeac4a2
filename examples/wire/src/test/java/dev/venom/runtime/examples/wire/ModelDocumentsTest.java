package dev.venom.runtime.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ModelDocumentsTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final String SHA1 = "cd".repeat(20);
    private static final ModelRef REF = ModelRef.parse("hf:org/name@main");

    @Test
    void writesEveryFieldOfAnEntry() {
        JsonNode model = entry(ModelDocuments.list(List.of(described()), ref -> List.of("vllm")));

        assertThat(model.get("provider").asText()).isEqualTo("hf");
        assertThat(model.get("model").asText()).isEqualTo("org/name");
        assertThat(model.get("revision").asText()).isEqualTo("main");
        assertThat(model.get("commit").asText()).isEqualTo(SHA1);
        assertThat(model.get("friendly_name").asText()).isEqualTo("Name");
        assertThat(model.get("state").asText()).isEqualTo("complete");
        assertThat(model.get("size_bytes").asLong()).isEqualTo(5_000_000_010L);
        assertThat(model.get("location").asText()).isEqualTo("/models/name");
        assertThat(model.get("source_url").asText()).isEqualTo("https://example.org/org/name");
        assertThat(model.get("format").asText()).isEqualTo("safetensors");
        assertThat(model.get("quantization").asText()).isEqualTo("BF16");
        assertThat(model.get("parameters").asLong()).isEqualTo(2_500_000_000L);
        assertThat(model.get("context_length").asLong()).isEqualTo(8_192);
        assertThat(model.get("architectures").get(0).asText()).isEqualTo("GemmaForCausalLM");
        assertThat(model.get("license").asText()).isEqualTo("gemma");
        assertThat(model.get("served_by").get(0).asText()).isEqualTo("vllm");
    }

    @Test
    void writesTimesInUtcToTheMillisecond() {
        JsonNode model = entry(ModelDocuments.list(List.of(described()), Serving.nobody()));

        assertThat(model.get("installed_at").asText()).isEqualTo("2026-11-24T10:00:00.123Z");
        assertThat(model.get("verified_at").asText()).isEqualTo("2026-11-24T10:00:01Z");
    }

    @Test
    void namesTheAlgorithmOfEachDigest() {
        JsonNode files = entry(ModelDocuments.list(List.of(described()), Serving.nobody()))
                .get("files");

        assertThat(files.get(0).get("path").asText()).isEqualTo("model.safetensors");
        assertThat(files.get(0).get("size").asLong()).isEqualTo(5_000_000_000L);
        assertThat(files.get(0).get("sha256").asText()).isEqualTo(SHA256);
        assertThat(files.get(1).get("git_sha1").asText()).isEqualTo(SHA1);
        assertThat(files.get(1).has("sha256")).isFalse();
    }

    @Test
    void writesWhatTheHardwareMustHave() {
        JsonNode hardware = entry(ModelDocuments.list(List.of(described()), Serving.nobody()))
                .get("hardware");

        assertThat(hardware.get("device").asText()).isEqualTo("gpu");
        assertThat(hardware.get("min_compute_capability").asText()).isEqualTo("8.0");
        assertThat(hardware.get("estimated_memory_bytes").asLong()).isEqualTo(6_000_000_000L);
    }

    @Test
    void leavesOutWhatIsUnknown() {
        JsonNode model = entry(ModelDocuments.list(List.of(unknown()), Serving.nobody()));

        assertThat(Documents.fieldsOf(model))
                .doesNotContain(
                        "quantization",
                        "parameters",
                        "context_length",
                        "license",
                        "verified_at",
                        "last_used_at",
                        "source_url",
                        "revision")
                .contains("architectures", "served_by", "files");
        assertThat(Documents.fieldsOf(model.get("hardware"))).containsExactly("device");
    }

    private static JsonNode entry(String document) {
        return Documents.read(document).get("models").get(0);
    }

    private static InstalledModel described() {
        return new InstalledModel(
                REF,
                SHA1,
                "Name",
                Path.of("/models/name"),
                List.of(
                        new ModelFile(RelativePath.of("model.safetensors"), 5_000_000_000L, Digest.sha256(SHA256)),
                        new ModelFile(RelativePath.of("config.json"), 10, Digest.gitSha1(SHA1))),
                new ModelDescription(
                        ModelFormat.SAFETENSORS,
                        Optional.of("BF16"),
                        OptionalLong.of(2_500_000_000L),
                        OptionalLong.of(8_192),
                        List.of("GemmaForCausalLM"),
                        Optional.of("gemma"),
                        new Hardware(Hardware.Device.GPU, Optional.of("8.0"), OptionalLong.of(6_000_000_000L)),
                        Optional.empty()),
                Instant.parse("2026-11-24T10:00:00.123456Z"),
                Optional.of(Instant.parse("2026-11-24T10:00:01Z")),
                Optional.empty(),
                InstallState.COMPLETE,
                Optional.of(URI.create("https://example.org/org/name")));
    }

    private static InstalledModel unknown() {
        return new InstalledModel(
                ModelRef.parse("ollama:gemma3:270m"),
                SHA256,
                "gemma3",
                Path.of("/models/blob"),
                List.of(),
                ModelDescription.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                InstallState.PARTIAL,
                Optional.empty());
    }
}
