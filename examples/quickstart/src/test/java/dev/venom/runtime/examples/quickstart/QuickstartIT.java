package dev.venom.runtime.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class QuickstartIT {
    @TempDir
    private Path cache;

    @Test
    void theCodeOfTheReadmeInstallsAModel() throws IOException, InterruptedException {
        HubRepository model = HubRepository.named("org/model")
                .file("config.json", "{}")
                .file("model.safetensors", Content.safetensors(300_000, 1))
                .build();
        try (LocalHub hub = LocalHub.with(model)) {
            String output = run(hub);

            assertThat(output).contains(" bytes to fetch of ").contains("models--org--model");
            assertThat(cache.resolve("hf/org/model@main/model.safetensors")).isNotEmptyFile();
        }
    }

    private String run(LocalHub hub) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quickstart.class.getName(),
                        "hf:org/model",
                        cache.toString())
                .redirectErrorStream(true);
        builder.environment().put("HF_ENDPOINT", hub.url().toString());
        builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
