package dev.venom.runtime.testbed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hub as a program. */
class HubCommandLineTest {

    @Test
    void servesTheBuiltInModels() throws Exception {
        try (LocalHub hub = HubCommandLine.parse().start()) {
            assertThat(new HubClient(hub).json("/api/models?author=venom").findValuesAsText("id"))
                    .containsExactly("venom/tiny-llama", "venom/tiny-llama-GGUF");
        }
    }

    @Test
    void servesWhatItIsTold(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("onnx"));
        Files.writeString(directory.resolve("onnx/model.onnx"), "weights");
        Files.writeString(directory.resolve(".hidden"), "secret");
        try (LocalHub hub = HubCommandLine.parse(
                        "--generate", "bench/one:10KiB", "--rate", "100MB", "--directory", "my/model=" + directory)
                .start()) {
            assertThat(hub.repository("bench/one").head().files()).containsKey("model.safetensors");
            assertThat(hub.repository("my/model").head().files()).containsOnlyKeys("onnx/model.onnx");
        }
    }

    @Test
    void isAsFarAwayAsItIsTold() throws Exception {
        try (LocalHub hub = HubCommandLine.parse("--delay", "120").start()) {
            long startNanos = System.nanoTime();

            new HubClient(hub).json("/api/models?author=venom");

            assertThat(System.nanoTime() - startNanos)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(120).toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--port, , A value is missing",
        "--port, x, needs a number",
        "--delay, soon, needs a number",
        "--colour, red, Unknown option",
        "--directory, a/b=/no/such/place, existing directory",
        "--generate, a/b, org/name:SIZE",
    })
    void saysWhatIsWrong(String option, String value, String message) {
        String[] arguments = value == null ? new String[] {option} : new String[] {option, value};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubCommandLine.parse(arguments))
                .withMessageContaining(message);
    }
}
