package dev.venom.runtime.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.Hardware.Device;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.spi.provider.SafetensorsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInspectorTest {
    private static final ModelInspector REMOTE = ModelInspector.ofRemoteFiles();
    private static final ModelInspector LOCAL = ModelInspector.ofLocalFiles();
    private static final String LLAMA = """
        {"architectures":["LlamaForCausalLM"],"torch_dtype":"bfloat16","max_position_embeddings":8192%s}
        """;

    @Nested
    class Safetensors {
        @Test
        void areDescribedByTheirHeaderAndConfiguration() {
            InspectableFile weights = weights("model.safetensors", "BF16", 1_000);

            ModelDescription description = REMOTE.describe(List.of(config(""), weights));

            assertThat(description.format()).isEqualTo(ModelFormat.SAFETENSORS);
            assertThat(description.quantization()).contains("BF16");
            assertThat(description.parameters()).hasValue(1_000);
            assertThat(description.contextLength()).hasValue(8_192);
            assertThat(description.architectures()).containsExactly("LlamaForCausalLM");
            assertThat(description.license()).isEmpty();
            assertThat(description.hardware().device()).isEqualTo(Device.ANY);
            assertThat(description.hardware().minComputeCapability()).isEmpty();
            assertThat(description.hardware().estimatedMemoryBytes().orElseThrow())
                    .isBetween(weights.sizeBytes(), weights.sizeBytes() + (1L << 30));
        }

        @Test
        void areCountedInEveryShardWhereThereAreFew() {
            InspectableFile first = weights("model-00001-of-00002.safetensors", "F16", 500);
            InspectableFile second = weights("model-00002-of-00002.safetensors", "F16", 700);

            assertThat(REMOTE.describe(List.of(second, first)).parameters()).hasValue(1_200);
        }

        @Test
        void areEstimatedFromTheFirstShardWhereThereAreMany() {
            byte[] content = new SafetensorsBytes()
                    .tensor("a", "F16", "[50000]", 100_000)
                    .build();
            List<MemoryFile> shards = new ArrayList<>();
            List<InspectableFile> files = new ArrayList<>();
            for (int shard = 10; shard < 40; shard++) {
                MemoryFile file = new MemoryFile(content);
                shards.add(file);
                files.add(file.named("model-000" + shard + "-of-00040.safetensors"));
            }

            assertThat(REMOTE.describe(files).parameters().orElseThrow()).isBetween(1_500_000L, 1_502_000L);
            assertThat(shards.stream().mapToInt(MemoryFile::reads).sum()).isEqualTo(1);
            assertThat(LOCAL.describe(files).parameters()).hasValue(1_500_000);
        }

        @Test
        void areNotCountedTwiceInTheirAuthorsLayout() {
            ModelDescription description = REMOTE.describe(List.of(
                    weights("model.safetensors", "F16", 100),
                    weights("consolidated.safetensors", "F16", 100),
                    weights("original/model.safetensors", "F16", 100)));

            assertThat(description.parameters()).hasValue(100);
        }

        @Test
        void keepWhatIsKnownWhereAHeaderIsDamaged() {
            InspectableFile damaged = MemoryFile.of("model.safetensors", "<html>not found</html>");

            ModelDescription description = REMOTE.describe(List.of(config(""), damaged));

            assertThat(description.format()).isEqualTo(ModelFormat.SAFETENSORS);
            assertThat(description.quantization()).contains("BF16");
            assertThat(description.parameters()).isEmpty();
            assertThat(description.contextLength()).hasValue(8_192);
        }

        @Test
        void keepWhatIsKnownWhereTheConfigurationIsDamaged() {
            InspectableFile weights = weights("model.safetensors", "F32", 10);
            InspectableFile broken = MemoryFile.of("config.json", "{\"architectures\":[");
            InspectableFile unreachable = new InspectableFile(RelativePath.of("config.json"), 10, (offset, length) -> {
                throw new IOException("no connection");
            });

            assertThat(REMOTE.describe(List.of(broken, weights)).parameters()).hasValue(10);
            assertThat(REMOTE.describe(List.of(unreachable, weights)).architectures())
                    .isEmpty();
        }
    }

    @Nested
    class Quantization {
        @ParameterizedTest
        @CsvSource({
            "awq, ANY, 7.5",
            "gptq, ANY, 6.0",
            "fp8, GPU, 7.5",
            "mxfp4, GPU, 8.0",
            "bitsandbytes, GPU, 7.0",
            "compressed-tensors, ANY, 7.0",
            "fbgemm_fp8, GPU, 8.0"
        })
        void decidesWhatHardwareIsNeeded(String method, Device device, String capability) {
            ModelDescription description = REMOTE.describe(List.of(
                    config(",\"quantization_config\":{\"quant_method\":\"" + method.toUpperCase(Locale.ROOT) + "\"}"),
                    weights("model.safetensors", "I32", 10)));

            assertThat(description.quantization()).contains(method);
            assertThat(description.hardware().device()).isEqualTo(device);
            assertThat(description.hardware().minComputeCapability()).contains(capability);
        }

        @Test
        void ofAnUnknownKindNeedsNothingKnown() {
            ModelDescription description =
                    REMOTE.describe(List.of(config(",\"quantization_config\":{\"quant_method\":\"brand-new\"}")));

            assertThat(description.quantization()).contains("brand-new");
            assertThat(description.hardware().device()).isEqualTo(Device.ANY);
        }

        @Test
        void packsSeveralWeightsIntoOneNumber() {
            byte[] content = new SafetensorsBytes()
                    .tensor("l.qweight", "I32", "[10,8]", 320)
                    .tensor("l.qzeros", "I32", "[1]", 4)
                    .tensor("l.scales", "F16", "[8]", 16)
                    .tensor("norm.weight", "F16", "[6]", 12)
                    .build();

            ModelDescription description = REMOTE.describe(List.of(
                    config(",\"quantization_config\":{\"quant_method\":\"awq\",\"bits\":4}"),
                    MemoryFile.of("model.safetensors", content)));

            assertThat(description.parameters()).hasValue(646);
        }

        @Test
        void isFoundInTheFilesOfOlderTools() {
            InspectableFile gptq = MemoryFile.of("quantize_config.json", "{\"bits\":4,\"group_size\":128}");
            InspectableFile modelOpt =
                    MemoryFile.of("hf_quant_config.json", "{\"quantization\":{\"quant_algo\":\"NVFP4\"}}");

            assertThat(REMOTE.describe(List.of(config(""), gptq)).quantization())
                    .contains("gptq");
            assertThat(REMOTE.describe(List.of(config(""), modelOpt)).quantization())
                    .contains("modelopt_fp4");
        }
    }

    @Nested
    class Configuration {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"n_positions\":1024}|1024",
                    "{\"text_config\":{\"max_position_embeddings\":4096}}|4096",
                    "{\"thinker_config\":{\"text_config\":{\"max_position_embeddings\":32768}}}|32768",
                    "{\"max_position_embeddings\":0,\"seq_length\":77}|77",
                    "{\"max_position_embeddings\":1e30}|-1",
                    "{\"max_position_embeddings\":\"many\"}|-1"
                })
        void tellsTheContextLength(String config, long expected) {
            assertThat(REMOTE.describe(List.of(MemoryFile.of("config.json", config)))
                            .contextLength()
                            .orElse(-1))
                    .isEqualTo(expected);
        }

        @Test
        void leavesOutNamesThatCannotBeShown() {
            InspectableFile config = MemoryFile.of("config.json", "{\"architectures\":[\"A\",\"\\u001b[31m\",\"\",7]}");

            assertThat(REMOTE.describe(List.of(config)).architectures()).containsExactly("A");
        }

        @Test
        void isReadFromTheTopDirectoryOnly() {
            InspectableFile nested = MemoryFile.of("1_Pooling/config.json", "{\"architectures\":[\"A\"]}");

            assertThat(REMOTE.describe(List.of(nested)).architectures()).isEmpty();
        }
    }

    @Nested
    class Gguf {
        @Test
        void isDescribedByItsOwnHeader() {
            InspectableFile file = MemoryFile.of(
                    "m-Q4_K_M.gguf", GgufBytes.llama().halfTensor("a", 64).build());

            ModelDescription description = REMOTE.describe(List.of(file));

            assertThat(description.format()).isEqualTo(ModelFormat.GGUF);
            assertThat(description.quantization()).contains("Q4_K_M");
            assertThat(description.parameters()).hasValue(64);
            assertThat(description.architectures()).containsExactly("llama");
            assertThat(description.license()).contains("apache-2.0");
            assertThat(description.hardware().device()).isEqualTo(Device.ANY);
            assertThat(description.hardware().estimatedMemoryBytes()).isPresent();
        }

        @Test
        void isAddedUpWhereItIsSplit() {
            InspectableFile first = MemoryFile.of(
                    "m-00001-of-00002.gguf",
                    GgufBytes.llama().halfTensor("a", 64).build());
            InspectableFile second = MemoryFile.of(
                    "m-00002-of-00002.gguf", new GgufBytes().halfTensor("b", 32).build());

            ModelDescription description = REMOTE.describe(List.of(second, first));

            assertThat(description.parameters()).hasValue(96);
            assertThat(description.contextLength()).hasValue(2_048);
        }

        @Test
        void isDescribedByTheModelAndNotByItsProjector() {
            InspectableFile model = MemoryFile.of(
                    "m.gguf", GgufBytes.llama().halfTensor("a", 64).build());
            InspectableFile projector = MemoryFile.of(
                    "mmproj-m.gguf", new GgufBytes().halfTensor("b", 4_096).build());

            assertThat(REMOTE.describe(List.of(projector, model)).architectures())
                    .containsExactly("llama");
        }

        @Test
        void isRecognisedWithoutATellingName() {
            InspectableFile model =
                    MemoryFile.of("blobs/sha256-ab", GgufBytes.llama().build());
            InspectableFile template = MemoryFile.of("blobs/sha256-cd", "{{ .Prompt }}");

            assertThat(REMOTE.describe(List.of(template, model)).format()).isEqualTo(ModelFormat.GGUF);
        }

        @Test
        void keepsItsFormatWhereItsHeaderIsDamaged() {
            ModelDescription description = REMOTE.describe(List.of(MemoryFile.of("m.gguf", "<html></html>")));

            assertThat(description.format()).isEqualTo(ModelFormat.GGUF);
            assertThat(description.quantization()).isEmpty();
        }
    }

    @Nested
    class OtherFormats {
        @ParameterizedTest
        @CsvSource({
            "pytorch_model.bin, PICKLE",
            "model.PT, PICKLE",
            "consolidated.00.pth, PICKLE",
            "model.onnx, OTHER",
            "README.md, OTHER",
            "LICENSE, OTHER"
        })
        void areToldByTheirNames(String name, ModelFormat format) {
            assertThat(REMOTE.describe(List.of(MemoryFile.of(name, "content"))).format())
                    .isEqualTo(format);
        }

        @Test
        void areOutdoneBySafetensors() {
            assertThat(REMOTE.describe(List.of(
                                    MemoryFile.of("pytorch_model.bin", new byte[9_000]),
                                    weights("model.safetensors", "F32", 10)))
                            .format())
                    .isEqualTo(ModelFormat.SAFETENSORS);
        }

        @Test
        void stillHaveAConfiguration() {
            ModelDescription description =
                    REMOTE.describe(List.of(config(""), MemoryFile.of("pytorch_model.bin", new byte[100])));

            assertThat(description.quantization()).contains("BF16");
            assertThat(description.hardware().estimatedMemoryBytes()).isPresent();
        }
    }

    @Test
    void knowsNothingOfNoFiles() {
        assertThat(LOCAL.describe(List.of())).isEqualTo(ModelDescription.UNKNOWN);
    }

    @Test
    void readsFilesOnDisk(@TempDir Path directory) throws IOException {
        byte[] content = new SafetensorsBytes().tensor("a", "F32", "[10]", 40).build();
        Path file = Files.write(directory.resolve("weights"), content);

        ModelDescription description = LOCAL.describe(List.of(
                InspectableFile.onDisk(RelativePath.of("model.safetensors"), content.length, file),
                InspectableFile.onDisk(RelativePath.of("config.json"), 10, directory.resolve("missing"))));

        assertThat(description.parameters()).hasValue(10);
    }

    private static InspectableFile config(String more) {
        return MemoryFile.of("config.json", LLAMA.formatted(more));
    }

    private static InspectableFile weights(String name, String type, int parameters) {
        int bytes = parameters * SafetensorsType.bits(type).orElseThrow() / Byte.SIZE;
        return MemoryFile.of(
                name,
                new SafetensorsBytes()
                        .tensor("a", type, "[" + parameters + "]", bytes)
                        .build());
    }
}
