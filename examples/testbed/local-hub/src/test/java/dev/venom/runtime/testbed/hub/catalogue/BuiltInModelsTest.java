package dev.venom.runtime.testbed.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that the hub brings along or makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // making the models takes a while
class BuiltInModelsTest {

    private final Map<String, HubRepository> models =
            BuiltInModels.repositories().stream().collect(Collectors.toMap(HubRepository::id, Function.identity()));

    private HubFile file(String model, String path) {
        return models.get(model).head().file(path).orElseThrow();
    }

    @Test
    void miniLmIsTheRealOne() {
        HubFile weights = file("sentence-transformers/all-MiniLM-L6-v2-onnx-q", "onnx/model_quantized.onnx");

        assertThat(weights.size()).isEqualTo(22_972_370);
        assertThat(weights.etag()).isEqualTo("afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
    }

    @Test
    void tinyLlamaIsCompleteForARuntime() {
        assertThat(models.get("venom/tiny-llama").head().files())
                .containsOnlyKeys(
                        "README.md",
                        "config.json",
                        "generation_config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json");
        assertThat(file("venom/tiny-llama", "model.safetensors").isLfs()).isTrue();
    }

    @Test
    void tinyLlamaIsThereAsGguf() {
        assertThat(file("venom/tiny-llama-GGUF", "venom-tiny.F16.gguf")
                        .blob()
                        .content()
                        .slice(0, 4)
                        .bytes())
                .asString()
                .isEqualTo("GGUF");
    }

    @Test
    void everyModelHasACard() {
        assertThat(models.values())
                .allSatisfy(model -> assertThat(model.head().files()).containsKeys("README.md"));
    }

    @Test
    void aGeneratedModelHasItsSize() {
        HubRepository model = GeneratedModel.parse("bench/three:1MiB:3").repository();
        List<HubFile> weights = model.head().files().values().stream()
                .filter(file -> file.path().endsWith(".safetensors"))
                .toList();

        assertThat(weights).hasSize(3);
        assertThat(weights.stream().mapToLong(HubFile::size).sum()).isEqualTo(1 << 20);
        assertThat(model.head().files()).containsKeys("model.safetensors.index.json", "config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench/one", "bench/one:5:6:7", "bench/one:1KiB:2", "bench/one:2PiB"})
    void nonsenseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GeneratedModel.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "500MB, 500000000", "2GiB, 2147483648", "3 kb, 3000"})
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(ByteCount.parse(text)).isEqualTo(bytes);
    }
}
