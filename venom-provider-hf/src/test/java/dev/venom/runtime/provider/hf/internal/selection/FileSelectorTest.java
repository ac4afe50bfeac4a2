package dev.venom.runtime.provider.hf.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSelectorTest {
    private static final FileSelector DEFAULT = new FileSelector(List.of(), List.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "safetensors before pickle | config.json model.safetensors pytorch_model.bin training_args.bin"
                        + " | config.json model.safetensors",
                "no copies for other frameworks | model.safetensors tf_model.h5 flax_model.msgpack rust_model.ot"
                        + " onnx/model.onnx onnx/config.json openvino/openvino_model.bin coreml/a/weights.bin"
                        + " original/params.json | model.safetensors",
                "no consolidated copy | model.safetensors consolidated.safetensors params.json"
                        + " | model.safetensors params.json",
                "consolidated where it is all there is | consolidated.safetensors params.json tekken.json"
                        + " | consolidated.safetensors params.json tekken.json",
                "no leftover shards beside a whole model | model.safetensors model-00001-of-00002.safetensors"
                        + " model.fp16.safetensors adapter.safetensors | adapter.safetensors model.safetensors",
                "modules of a sentence transformer stay | model.safetensors 2_Dense/model.safetensors"
                        + " 2_Dense/pytorch_model.bin | 2_Dense/model.safetensors model.safetensors",
                "Q4_K_M of all quantizations | README.md m.F16.gguf m.Q2_K.gguf m.Q4_K_M.gguf m.Q4_K_S.gguf m.Q8_0.gguf"
                        + " | README.md m.Q4_K_M.gguf",
                "another of four bits without Q4_K_M | m-IQ4_XS.gguf m-Q4_0.gguf m-Q5_K_M.gguf m-Q8_0.gguf"
                        + " | m-Q4_0.gguf",
                "the plain variant first | m-UD-Q4_K_M.gguf m-Q4_K_M.gguf | m-Q4_K_M.gguf",
                "unquantized last | m-BF16.gguf m-Q2_K.gguf | m-Q2_K.gguf",
                "all parts of a split set | Q4_K_M/m-Q4_K_M-00001-of-00002.gguf Q4_K_M/m-Q4_K_M-00002-of-00002.gguf"
                        + " Q8_0/m-Q8_0-00001-of-00001.gguf | Q4_K_M/m-Q4_K_M-00001-of-00002.gguf"
                        + " Q4_K_M/m-Q4_K_M-00002-of-00002.gguf",
                "no split set with a hole | m-Q4_K_M-00001-of-00002.gguf m-Q5_K_M.gguf | m-Q5_K_M.gguf",
                "one projector | m-Q4_K_M.gguf mmproj-m-BF16.gguf mmproj-m-F16.gguf imatrix.gguf"
                        + " | m-Q4_K_M.gguf mmproj-m-F16.gguf",
                "safetensors before GGUF | model.safetensors m.gguf | model.safetensors",
                "pickle where it is all there is | config.json pytorch_model.bin tf_model.h5"
                        + " | config.json pytorch_model.bin",
                "ONNX as it is | config.json onnx/model.onnx training_args.bin | config.json onnx/model.onnx",
                "sources stay | modeling_x.py model.safetensors | model.safetensors modeling_x.py",
            })
    void selectsByDefault(String rule, String repository, String expected) {
        assertThat(names(DEFAULT.select(files(repository.split(" ")), Documents.NONE)))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json model.bin tokenizer.json vocabulary.json",
                "model.bin shared_vocabulary.txt",
                "en-de/model.bin en-de/source_vocabulary.txt en-de/target_vocabulary.txt"
            })
    void firstBytesHaveToTellAModelOfCTranslate2(String repository) {
        Selection selection = DEFAULT.select(files(repository.split(" ")), Documents.NONE);

        assertThat(names(selection)).containsExactly(repository.split(" "));
        assertThat(selection.unsafeFiles()).isEmpty();
        assertThat(selection.doubtfulFiles())
                .extracting(file -> file.path().fileName())
                .containsExactly("model.bin");
        assertThat(selection.format()).isEqualTo(ModelFormat.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json model.bin vocab.json",
                "pytorch_model.bin vocabulary.json",
                "model.bin a/vocabulary.json",
                "model.bin pytorch_model.bin vocabulary.json"
            })
    void anyOtherPickleIsOneByItsName(String repository) {
        Selection selection = DEFAULT.select(files(repository.split(" ")), Documents.NONE);

        assertThat(selection.unsafeFiles()).isNotEmpty();
        assertThat(selection.format()).isEqualTo(ModelFormat.PICKLE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                ":q8_0 | m-Q4_K_M.gguf m-Q8_0.gguf README.md | README.md m-Q8_0.gguf",
                ":F16 | config.json m-BF16.gguf m-F16.gguf mmproj-m-BF16.gguf mmproj-m-F16.gguf model.safetensors"
                        + " | config.json m-F16.gguf mmproj-m-F16.gguf",
                ":Q4_K_M | Q4_K_M/m-Q4_K_M-00001-of-00002.gguf Q4_K_M/m-Q4_K_M-00002-of-00002.gguf m-UD-Q4_K_M.gguf"
                        + " | Q4_K_M/m-Q4_K_M-00001-of-00002.gguf Q4_K_M/m-Q4_K_M-00002-of-00002.gguf",
                ":UD-Q4_K_M | m-Q4_K_M.gguf m-UD-Q4_K_M.gguf pytorch_model.bin | m-UD-Q4_K_M.gguf",
            })
    void selectsTheQuantizationThatIsNamed(String quantization, String repository, String expected) {
        Selection selection =
                new FileSelector(List.of(quantization), List.of()).select(files(repository.split(" ")), Documents.NONE);

        assertThat(names(selection)).containsExactly(expected.split(" "));
    }

    @Test
    void aQuantizationIsAddedToWhatPatternsTake() {
        Selection selection = new FileSelector(List.of(":Q8_0", "mmproj*"), List.of("*BF16*"))
                .select(
                        files("README.md", "m-Q4_K_M.gguf", "m-Q8_0.gguf", "mmproj-BF16.gguf", "mmproj-F32.gguf"),
                        Documents.NONE);

        assertThat(names(selection)).containsExactly("m-Q8_0.gguf", "mmproj-F32.gguf");
    }

    @Test
    void saysWhichQuantizationsThereAre() {
        List<RepoFile> files = files("m-Q4_K_M.gguf", "m-Q8_0.gguf");
        FileSelector selector = new FileSelector(List.of(":Q5_K_M"), List.of());

        assertThatThrownBy(() -> selector.select(files, Documents.NONE))
                .isInstanceOfSatisfying(VenomException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.getMessage()).contains("Q5_K_M");
                    assertThat(refusal.hint()).contains("Q4_K_M", "Q8_0");
                });
    }

    @Test
    void largeFilesOfWhichNothingIsKnownAreLeftOutAndTold() {
        List<RepoFile> files = List.of(
                file("config.json", 100),
                file("libop.so", 100),
                file("m.Q8_0.gguf.part2of2", 4L << 30),
                file("model.safetensors", 4L << 30),
                file("small.xyz", 100));

        Selection selection = DEFAULT.select(files, Documents.NONE);

        assertThat(names(selection)).containsExactly("config.json", "model.safetensors", "small.xyz");
        assertThat(selection.strangersLeftOut()).containsExactly("libop.so", "m.Q8_0.gguf.part2of2");
        assertThat(selection.unknownFiles()).containsExactly(file("small.xyz", 100));
    }

    @Test
    void indexDecidesAmongShards() {
        List<RepoFile> files = files(
                "config.json",
                "model.safetensors.index.json",
                "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors",
                "model-00001-of-00003.safetensors",
                "model.safetensors",
                "consolidated-00001-of-00002.safetensors");
        Documents index = index("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

        Selection selection = DEFAULT.select(files, index);

        assertThat(names(selection))
                .containsExactly(
                        "config.json",
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors",
                        "model.safetensors.index.json");
        assertThat(selection.gaps()).isEmpty();
    }

    @Test
    void refusesForShardsThatTheRepositoryLacks() {
        Documents index = index("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

        Selection selection =
                DEFAULT.select(files("model.safetensors.index.json", "model-00001-of-00002.safetensors"), index);

        assertThat(selection.gaps()).singleElement().asString().contains("model-00002-of-00002.safetensors");
    }

    @Test
    void includeTakesExactlyWhatItMatches() {
        FileSelector selector = new FileSelector(List.of("*Q8_0*"), List.of());

        Selection selection = selector.select(files("README.md", "m.Q4_K_M.gguf", "m.Q8_0.gguf"), Documents.NONE);

        assertThat(names(selection)).containsExactly("m.Q8_0.gguf");
        assertThat(selection.format()).isEqualTo(ModelFormat.GGUF);
        assertThat(selection.quantization()).contains(new Quantization("Q8_0"));
    }

    @Test
    void excludeComesBeforeTheDefault() {
        FileSelector selector = new FileSelector(List.of(), List.of("*Q4_K_M*"));

        assertThat(names(selector.select(files("m.Q4_K_M.gguf", "m.Q4_K_S.gguf"), Documents.NONE)))
                .containsExactly("m.Q4_K_S.gguf");
    }

    @Test
    void refusesAnIncludeThatMatchesNothing() {
        FileSelector selector = new FileSelector(List.of("*.json", "*.nope"), List.of());

        assertThatThrownBy(() -> selector.select(files("config.json"), Documents.NONE))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("*.nope");
    }

    @Test
    void refusesToSelectNothing() {
        FileSelector selector = new FileSelector(List.of(), List.of("*"));

        assertThatThrownBy(() -> selector.select(files("config.json"), Documents.NONE))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void namesWhatCanRunCodeWhereverItLies() {
        FileSelector selector = new FileSelector(List.of("*"), List.of());

        Selection selection =
                selector.select(files("original/x.pth", "model.safetensors", "ggml-tiny.bin"), Documents.NONE);

        assertThat(selection.unsafeFiles()).containsExactly("original/x.pth");
    }

    @Test
    void indexWithAHostileNameIsRefused() {
        byte[] document = "{\"weight_map\":{\"a\":\"../../x.safetensors\"}}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ShardIndex.parse(document))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSAFE_FORMAT));
    }

    @Test
    void brokenIndexHasNoSay() {
        assertThat(ShardIndex.parse("{\"weight_map\":{\"a\":".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(ShardIndex.parse("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static Documents index(String... shards) {
        String map = Arrays.stream(shards)
                .map(shard -> "\"" + shard + "\":\"" + shard + "\"")
                .collect(Collectors.joining(","));
        byte[] document = ("{\"weight_map\":{" + map + "}}").getBytes(StandardCharsets.UTF_8);
        return file -> file.path().fileName().endsWith(".index.json") ? Optional.of(document) : Optional.empty();
    }

    private static List<String> names(Selection selection) {
        return selection.files().stream().map(file -> file.path().text()).toList();
    }

    private static List<RepoFile> files(String... names) {
        return Arrays.stream(names).sorted().map(name -> file(name, 1)).toList();
    }

    private static RepoFile file(String name, long sizeBytes) {
        return new RepoFile(RelativePath.of(name), sizeBytes, "0".repeat(40), Optional.empty(), Optional.empty());
    }
}
