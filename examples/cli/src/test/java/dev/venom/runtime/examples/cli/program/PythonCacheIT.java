package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Python fetched, verified here. Its transfer library checks lengths and no hash, so a wrong byte can lie under
 * the right name. Needs the Pythons that the variables name, with huggingface_hub 1.33 and 2.4.
 */
@Timeout(180)
class PythonCacheIT extends HubScenario {
    private static final String MODEL = "hf:org/model";
    private static final int WRONG_AT = 1_234_567;

    private final HubRepository repository = HubRepository.named("org/model")
            .file("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}")
            .file("model.safetensors", Content.safetensors(3_000_000, 1))
            .build();

    @Override
    List<HubRepository> repositories() {
        return List.of(repository);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VENOM_TEST_PYTHON", "VENOM_TEST_PYTHON_2"})
    void aWrongByteInWhatPythonFetchedIsFoundAndMended(String variable) throws Exception {
        Path snapshot = Path.of(snapshotDownload(variable));
        Path weights = snapshot.resolve("model.safetensors").toRealPath();
        byte[] right = Files.readAllBytes(weights);
        flipAByte(weights);

        JsonNode listed = host.run("list", "--json").document().at("/models/0");
        assertThat(listed.get("state").asText()).isEqualTo("complete");
        assertThat(listed.get("format").asText()).isEqualTo("safetensors");

        VenomProcess.Outcome verified = host.run("verify", MODEL, "--json");
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.document().at("/models/0/bad_files")).hasSize(1);
        assertThat(verified.document().at("/models/0/bad_files/0").asText()).isEqualTo("model.safetensors");

        VenomProcess.Outcome repaired = host.run("verify", MODEL, "--repair", "--json");
        assertThat(repaired.status()).as(repaired.errors()).isZero();
        assertThat(repaired.document().at("/models/0/mended_files/0").asText()).isEqualTo("model.safetensors");
        assertThat(snapshotDownload(variable)).isEqualTo(snapshot.toString());
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VENOM_TEST_PYTHON", "VENOM_TEST_PYTHON_2"})
    void anInstallOverWhatPythonFetchedMendsItToo(String variable) throws Exception {
        Path weights =
                Path.of(snapshotDownload(variable)).resolve("model.safetensors").toRealPath();
        flipAByte(weights);

        assertThat(host.run("install", MODEL).status()).isZero();

        assertThat(host.run("verify", MODEL).status()).isZero();
    }

    private static void flipAByte(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, WRONG_AT);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), WRONG_AT);
        }
    }

    private String snapshotDownload(String variable) throws IOException, InterruptedException {
        String python = System.getenv(variable);
        if ("true".equalsIgnoreCase(System.getenv("CI"))) {
            assertThat(python).as("CI sets " + variable).isNotNull();
        }
        Assumptions.assumeTrue(python != null, variable + " names no Python with huggingface_hub");
        Path output = Files.createTempFile("python", ".out");
        ProcessBuilder builder = new ProcessBuilder(
                        python,
                        "-c",
                        "from huggingface_hub import snapshot_download; print(snapshot_download('org/model'))")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("HF_TOKEN", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"));
        builder.environment()
                .putAll(Map.of(
                        "HF_HOME",
                        cache.toString(),
                        "HF_ENDPOINT",
                        hub.url().toString(),
                        "HF_HUB_DISABLE_PROGRESS_BARS",
                        "1",
                        "HF_HUB_DISABLE_TELEMETRY",
                        "1"));
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8).strip();
        Files.delete(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
