package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelDescription;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads files that other tools wrote: the small models of the local Hub. */
class RealModelsTest {
    private static final String CATALOGUE = "/dev/venom/runtime/testbed/hub/catalogue/";

    @Test
    void describesASafetensorsModel() throws IOException {
        ModelDescription description = ModelInspector.ofRemoteFiles()
                .describe(List.of(file("tiny-llama/", "config.json"), file("tiny-llama/", "model.safetensors")));

        assertThat(description.parameters()).hasValue(1_870_656);
        assertThat(description.contextLength()).hasValue(256);
        assertThat(description.quantization()).contains("F32");
        assertThat(description.architectures()).containsExactly("LlamaForCausalLM");
    }

    @Test
    void describesAGgufModel() throws IOException {
        ModelDescription description =
                ModelInspector.ofRemoteFiles().describe(List.of(file("tiny-llama-gguf/", "venom-tiny.F16.gguf")));

        assertThat(description.parameters()).hasValue(1_870_656);
        assertThat(description.contextLength()).hasValue(256);
        assertThat(description.quantization()).contains("F16");
        assertThat(description.architectures()).containsExactly("llama");
        assertThat(description.shape()).isPresent();
    }

    private static InspectableFile file(String directory, String name) throws IOException {
        try (InputStream content = RealModelsTest.class.getResourceAsStream(CATALOGUE + directory + name)) {
            return MemoryFile.of(name, Objects.requireNonNull(content).readAllBytes());
        }
    }
}
