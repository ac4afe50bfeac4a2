package dev.venom.runtime.provider.hf.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are written {@code name} or {@code name=size}. */
class ComponentsTest {
    private static final String SENTENCE_TRANSFORMER =
            modules("", "Transformer", "1_Pooling", "Pooling", "2_Dense", "Dense");
    private static final String PIPELINE = """
            {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.30", "requires_safety_checker": true,
             "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"],
             "text_encoder": ["transformers", "CLIPTextModel"], "tokenizer": ["transformers", "CLIPTokenizer"],
             "scheduler": ["diffusers", "PNDMScheduler"], "safety_checker": [null, null],
             "feature_extractor": ["transformers", "CLIPImageProcessor"]}""";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a module in pickle beside a body in safetensors"
                        + " | model.safetensors pytorch_model.bin 2_Dense/pytorch_model.bin 2_Dense/config.json"
                        + " | 2_Dense/pytorch_model.bin model.safetensors",
                "a body in pickle beside a module in safetensors"
                        + " | config.json pytorch_model.bin 2_Dense/model.safetensors"
                        + " | 2_Dense/model.safetensors pytorch_model.bin",
                "a body in pickle beside a small module in the same directory"
                        + " | pytorch_model.bin=9000 projector.safetensors=100"
                        + " | projector.safetensors pytorch_model.bin",
                "GGUF beside a VAE in its own directory | flux-Q4_0.gguf flux-Q8_0.gguf vae/x.safetensors"
                        + " | flux-Q4_0.gguf vae/x.safetensors",
                "GGUF beside a VAE in the same directory | flux-Q4_0.gguf flux-Q8_0.gguf ae.safetensors"
                        + " | ae.safetensors flux-Q4_0.gguf",
                "GGUF text encoder beside a GGUF model"
                        + " | flux-Q4_0.gguf flux-Q8_0.gguf text_encoder/t5-Q4_K_M.gguf text_encoder/t5-Q8_0.gguf"
                        + " | flux-Q4_0.gguf text_encoder/t5-Q4_K_M.gguf",
                "no GGUF in a directory beside safetensors | model.safetensors gguf/m-Q4_K_M.gguf | model.safetensors",
                "no GGUF of the model that is there in safetensors | flux1-dev.safetensors flux1-dev-Q4_0.gguf"
                        + " | flux1-dev.safetensors",
                "the usual one of variants in each component"
                        + " | unet/diffusion_pytorch_model.safetensors unet/diffusion_pytorch_model.fp16.safetensors"
                        + " unet/diffusion_pytorch_model.bin text_encoder/model.fp16.safetensors text_encoder/model.fp16.bin"
                        + " | text_encoder/model.fp16.safetensors unet/diffusion_pytorch_model.safetensors",
                "whole before shards without an index"
                        + " | model.safetensors model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
                        + " | model.safetensors",
                "shards without a hole before others | model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
                        + " model-00001-of-00003.safetensors"
                        + " | model-00001-of-00002.safetensors model-00002-of-00002.safetensors",
                "shards counted with six digits"
                        + " | model-00001-of-000002.safetensors model-00002-of-000002.safetensors"
                        + " | model-00001-of-000002.safetensors model-00002-of-000002.safetensors",
                "shards counted with one digit | model-1-of-2.safetensors model-2-of-2.safetensors model-1-of-3.safetensors"
                        + " | model-1-of-2.safetensors model-2-of-2.safetensors",
                "shards counted from nought"
                        + " | model-00000-of-00002.safetensors model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
                        + " | model-00000-of-00002.safetensors model-00001-of-00002.safetensors model-00002-of-00002.safetensors",
                "shards with the extension twice"
                        + " | model.safetensors-00001-of-00002.safetensors model.safetensors-00002-of-00002.safetensors"
                        + " | model.safetensors-00001-of-00002.safetensors model.safetensors-00002-of-00002.safetensors",
                "no copy for another program in a directory that nothing describes"
                        + " | config.json model.safetensors another-program/model.bin metal/model.bin | model.safetensors",
                "a described model in a directory | config.json model.safetensors encoder/config.json encoder/pytorch_model.bin"
                        + " | encoder/pytorch_model.bin model.safetensors",
                "a publisher's layout where beside it lies no model | consolidated.safetensors vision_adapter.safetensors"
                        + " | consolidated.safetensors vision_adapter.safetensors",
                "no publisher's layout beside shards"
                        + " | consolidated-00001-of-00001.safetensors model-00001-of-00001.safetensors"
                        + " | model-00001-of-00001.safetensors",
                "an adapter | adapter_model.safetensors adapter_model.bin | adapter_model.safetensors",
                "no pickles of training | model.safetensors checkpoint-500/pytorch_model.bin checkpoint-500/config.json"
                        + " | model.safetensors",
                "ONNX of a component without anything else | onnx/model.onnx | onnx/model.onnx",
            })
    void takesWhatEachComponentNeeds(String rule, String repository, String expected) {
        assertThat(weights(select(files(repository.split(" ")), Map.of()))).containsExactly(expected.split(" "));
    }

    @Test
    void tellsOfPicklesThatNothingNames() {
        Selection selection = select(files("model.safetensors", "voices/af.pt", "voices/bm.pt"), Map.of());

        assertThat(weights(selection)).containsExactly("model.safetensors");
        assertThat(selection.remarks()).singleElement().asString().contains("voices/af.pt", "voices/bm.pt");
    }

    @Test
    void tellsOfACopyForAnotherProgram() {
        Selection selection = select(files("config.json", "model.safetensors", "another-program/model.bin"), Map.of());

        assertThat(selection.remarks()).singleElement().asString().contains("another-program/model.bin");
    }

    @Test
    void findsTheIndexOfShardsCountedWithSixDigits() {
        Selection selection = select(
                files(
                        "model.safetensors.index.json",
                        "model-00001-of-000002.safetensors",
                        "model-00001-of-000001.safetensors"),
                Map.of(
                        "model.safetensors.index.json",
                        "{\"weight_map\":{\"a\":\"model-00001-of-000001.safetensors\"}}"));

        assertThat(weights(selection)).containsExactly("model-00001-of-000001.safetensors");
        assertThat(selection.gaps()).isEmpty();
    }

    @Test
    void saysThatAnAdapterNeedsItsModel() {
        Selection selection = select(
                files("adapter_config.json", "adapter_model.safetensors"),
                Map.of("adapter_config.json", "{\"base_model_name_or_path\":\"org/base\"}"));

        assertThat(selection.remarks()).singleElement().asString().contains("org/base");
    }

    @Test
    void saysThatTheDescribedModelHasItsWeightsElsewhere() {
        assertThat(select(files("config.json", "fp16/model.safetensors"), Map.of())
                        .remarks())
                .singleElement()
                .asString()
                .contains("config.json");
    }

    @Nested
    class NamedByTheRepository {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "2_Dense | model.safetensors 1_Pooling/config.json 2_Dense/config.json",
                    "the model itself | 1_Pooling/config.json 2_Dense/model.safetensors",
                })
        void refusesAModuleWithoutWeights(String component, String repository) {
            Selection selection = select(
                    files((repository + " modules.json").split(" ")), Map.of("modules.json", SENTENCE_TRANSFORMER));

            assertThat(selection.gaps()).singleElement().asString().contains(component);
        }

        @Test
        void needsNoWeightsForPooling() {
            Selection selection = select(
                    files("modules.json", "model.safetensors", "1_Pooling/config.json", "2_Dense/pytorch_model.bin"),
                    Map.of("modules.json", SENTENCE_TRANSFORMER));

            assertThat(selection.gaps()).isEmpty();
            assertThat(weights(selection)).containsExactly("2_Dense/pytorch_model.bin", "model.safetensors");
        }

        @Test
        void takesOnnxWhereAnEncoderHasNothingElse() {
            Selection selection = select(
                    files("modules.json", "config.json", "onnx/model.onnx", "1_Pooling/config.json"),
                    Map.of("modules.json", modules("", "Transformer", "1_Pooling", "Pooling")));

            assertThat(selection.gaps()).isEmpty();
            assertThat(weights(selection)).containsExactly("onnx/model.onnx");
        }

        @Test
        void doesNotJudgeModulesThatItDoesNotKnow() {
            Selection selection = select(
                    files("modules.json", "model.safetensors", "1_Own/config.json"),
                    Map.of("modules.json", "[{\"path\":\"1_Own\",\"type\":\"custom.Own\"}]"));

            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).singleElement().asString().contains("1_Own");
        }

        @Test
        void takesEachPartOfAPipelineInItsOwnFormat() {
            Selection selection = select(
                    files(
                            "model_index.json",
                            "unet/diffusion_pytorch_model.bin",
                            "vae/diffusion_pytorch_model.safetensors",
                            "vae/diffusion_pytorch_model.bin",
                            "text_encoder/model.safetensors",
                            "v1-5-pruned.ckpt"),
                    Map.of("model_index.json", PIPELINE));

            assertThat(weights(selection))
                    .containsExactly(
                            "text_encoder/model.safetensors",
                            "unet/diffusion_pytorch_model.bin",
                            "vae/diffusion_pytorch_model.safetensors");
            assertThat(selection.gaps()).isEmpty();
        }

        @Test
        void refusesAPipelineThatLacksAPart() {
            Selection selection = select(
                    files(
                            "model_index.json",
                            "unet/config.json",
                            "vae/diffusion_pytorch_model.safetensors",
                            "text_encoder/model.safetensors"),
                    Map.of("model_index.json", PIPELINE));

            assertThat(selection.gaps()).singleElement().asString().contains("'unet'");
        }

        @Test
        void readsTheIndexOfEachPart() {
            Selection selection = select(
                    files(
                            "transformer/diffusion_pytorch_model.safetensors.index.json",
                            "transformer/diffusion_pytorch_model-00001-of-00002.safetensors",
                            "vae/diffusion_pytorch_model.safetensors"),
                    Map.of(
                            "transformer/diffusion_pytorch_model.safetensors.index.json",
                            "{\"weight_map\":{\"a\":\"diffusion_pytorch_model-00001-of-00002.safetensors\","
                                    + "\"b\":\"diffusion_pytorch_model-00002-of-00002.safetensors\"}}"));

            assertThat(selection.gaps())
                    .singleElement()
                    .asString()
                    .contains("transformer/diffusion_pytorch_model-00002-of-00002.safetensors");
        }

        @Test
        void findsShardsInOtherDirectoriesThroughTheIndex() {
            Selection selection = select(
                    files("config.json", "model.safetensors.index.json", "parts/a.safetensors", "parts/b.safetensors"),
                    Map.of(
                            "model.safetensors.index.json",
                            "{\"weight_map\":{\"a\":\"parts/a.safetensors\",\"b\":\"parts/b.safetensors\"}}"));

            assertThat(weights(selection)).containsExactly("parts/a.safetensors", "parts/b.safetensors");
            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).isEmpty();
        }
    }

    @Nested
    class WithHoles {
        @ParameterizedTest
        @CsvSource({
            "model-00001-of-00003.safetensors model-00003-of-00003.safetensors,only 2 are there",
            "pytorch_model-00002-of-00002.bin,only 1 is there",
            "m-Q4_K_M-00001-of-00002.gguf,only 1 is there",
            "vae/model-00001-of-00002.safetensors model.safetensors,vae/model-00001-of-00002.safetensors",
        })
        void refusesASetWithAHoleWhereThereIsNoOther(String repository, String said) {
            assertThat(select(files(repository.split(" ")), Map.of()).gaps())
                    .singleElement()
                    .asString()
                    .contains(said);
        }

        @Test
        void isOnlyToldWhereSomebodyExcludedThePart() {
            FileSelector selector = new FileSelector(List.of(), List.of("*-00002-of-*"));

            Selection selection = selector.select(
                    files("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"), Documents.NONE);

            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).isNotEmpty();
        }

        @Test
        void isOnlyToldWhereSomebodyIncludedAPart() {
            FileSelector selector = new FileSelector(List.of("*00001*"), List.of());

            Selection selection = selector.select(
                    files("m-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00002-of-00002.gguf"), Documents.NONE);

            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).isNotEmpty();
        }

        @Test
        void anOldIndexBesideAWholeModelIsOnlyTold() {
            Selection selection = select(
                    files("model.safetensors", "model.safetensors.index.json"),
                    Map.of("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"gone.safetensors\"}}"));

            assertThat(weights(selection)).containsExactly("model.safetensors");
            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).singleElement().asString().contains("gone.safetensors");
        }
    }

    @Nested
    class CutIntoPieces {
        @ParameterizedTest
        @CsvSource({
            "m.Q8_0.gguf.part1of2 m.Q8_0.gguf.part2of2",
            "m.Q8_0.gguf-split-a m.Q8_0.gguf-split-b",
            "m.Q8_0.gguf.part-aa m.Q8_0.gguf.part-ab",
            "m.Q8_0.gguf.aa m.Q8_0.gguf.ab",
            "m.Q8_0.gguf.001 m.Q8_0.gguf.002",
            "m.Q8_0.gguf.part-00001-of-00002 m.Q8_0.gguf.part-00002-of-00002",
            "M.Q8_0.GGUF.Part1of2 M.Q8_0.GGUF.Part2of2",
            "model.safetensors.part1 model.safetensors.part2",
        })
        void cannotBeLoaded(String pieces) {
            Selection selection = select(files(pieces.split(" ")), Map.of());

            assertThat(weights(selection)).containsExactly(pieces.split(" "));
            assertThat(selection.gaps()).singleElement().asString().contains("joined");
        }

        @Test
        void leavesThemForAWholeQuantization() {
            Selection selection =
                    select(files("m.Q4_K_M.gguf.part1of2", "m.Q4_K_M.gguf.part2of2", "m.Q8_0.gguf"), Map.of());

            assertThat(weights(selection)).containsExactly("m.Q8_0.gguf");
            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).singleElement().asString().contains("m.Q4_K_M.gguf");
        }

        @Test
        void saysSoWhereSomebodyIncludedThem() {
            Selection selection = new FileSelector(List.of("*Q8_0*"), List.of())
                    .select(files("m.Q4_K_M.gguf", "m.Q8_0.gguf.part1of2", "m.Q8_0.gguf.part2of2"), Documents.NONE);

            assertThat(selection.gaps()).isEmpty();
            assertThat(selection.remarks()).singleElement().asString().contains("joined");
        }
    }

    @Nested
    class Gguf {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "drafter in a directory | m-BF16.gguf=90000 MTP/m-Q8_0-MTP.gguf=900 | m-BF16.gguf",
                    "drafter by its name | m-Q8_0.gguf=9000 mtp-m-Q4_K_M.gguf=900 | m-Q8_0.gguf",
                    "draft of another name | big-27b-Q4_0.gguf=90000 small-270m-draft-Q4_K_M.gguf=900"
                            + " | big-27b-Q4_0.gguf",
                    "eagle | m-F16.gguf=900 m-eagle3-Q4_K_M.gguf=90 | m-F16.gguf",
                    "adapter | m-Q8_0.gguf=900 lora-m-Q4_K_M.gguf=9 control-vector-Q4_K_M.gguf=9 | m-Q8_0.gguf",
                    "calibration | m-Q8_0.gguf m.imatrix.gguf imatrix-Q4_K_M.gguf | m-Q8_0.gguf",
                    "quantized with a calibration | m-Q8_0.gguf m-imatrix-Q4_K_M.gguf | m-imatrix-Q4_K_M.gguf",
                    "projector | m-Q8_0.gguf M-MMPROJ-F16.gguf mmproj/m-Q4_K_M.gguf"
                            + " | M-MMPROJ-F16.gguf m-Q8_0.gguf",
                    "vocoder | OuteTTS-Q8_0.gguf=900 WavTokenizer-Q4_K_M.gguf=90 | OuteTTS-Q8_0.gguf",
                    "unmarked small model | big-8b-Q8_0.gguf=8000 big-0.6b-Q4_K_M.gguf=400 | big-8b-Q8_0.gguf",
                    "a repository of nothing but drafters | m-DRAFT-Q4_K_M.gguf m-DRAFT-Q8_0.gguf"
                            + " | m-DRAFT-Q4_K_M.gguf",
                    "directory for each quantization | BF16/m-BF16-00001-of-00002.gguf BF16/m-BF16-00002-of-00002.gguf"
                            + " UD-Q4_K_XL/m-UD-Q4_K_XL-00001-of-00002.gguf UD-Q4_K_XL/m-UD-Q4_K_XL-00002-of-00002.gguf"
                            + " m-Q2_K.gguf"
                            + " | UD-Q4_K_XL/m-UD-Q4_K_XL-00001-of-00002.gguf UD-Q4_K_XL/m-UD-Q4_K_XL-00002-of-00002.gguf",
                    "lower case | M-q8_0.gguf m-q4_k_m.gguf | m-q4_k_m.gguf",
                    "weighted quantizations | m.i1-IQ3_XS.gguf m.i1-Q4_K_M.gguf m.Q8_0.gguf | m.i1-Q4_K_M.gguf",
                })
        void neverTakesACompanionForTheModel(String rule, String repository, String expected) {
            assertThat(weights(select(files(repository.split(" ")), Map.of()))).containsExactly(expected.split(" "));
        }

        @Test
        void refusesARepositoryWithoutAModel() {
            Selection selection = select(files("mmproj-m-F16.gguf", "imatrix.gguf"), Map.of());

            assertThat(selection.gaps()).singleElement().asString().contains("mmproj-m-F16.gguf");
        }

        @Test
        void aLonelyProjectorDoesNotHideAnotherFormat() {
            Selection selection = select(files("mmproj-m-F16.gguf", "config.json", "pytorch_model.bin"), Map.of());

            assertThat(weights(selection)).containsExactly("pytorch_model.bin");
            assertThat(selection.gaps()).isEmpty();
        }

        @Test
        void tellsOfAnotherModel() {
            Selection selection = select(files("base-7b-Q4_K_M.gguf", "chat-7b-Q4_K_M.gguf"), Map.of());

            assertThat(weights(selection)).hasSize(1);
            assertThat(selection.remarks()).singleElement().asString().contains("chat-7b", "--include");
        }

        @Test
        void saysNothingOfQuantizationsOfOneModel() {
            Selection selection =
                    select(files("gguf/m-UD-IQ2_XXS.gguf", "m-Q4_K_M/m-Q4_K_M.gguf", "m-bf16.gguf"), Map.of());

            assertThat(selection.remarks()).isEmpty();
            assertThat(selection.quantization()).contains(new Quantization("Q4_K_M"));
        }

        @Test
        void isTheFormatWhereItHoldsMostOfTheWeights() {
            assertThat(select(files("m-Q4_0.gguf=9000", "vae/x.safetensors=100"), Map.of())
                            .format())
                    .isEqualTo(ModelFormat.GGUF);
        }
    }

    /** Each of many directories is looked at once. */
    @Test
    void copesWithVeryManyDirectories() {
        List<RepoFile> many = new ArrayList<>();
        for (int number = 0; number < 5_000; number++) {
            many.add(file("d" + number + "/model-00001-of-00002.safetensors"));
            many.add(file("d" + number + "/pytorch_model.bin"));
        }

        Selection selection = select(many, Map.of());

        assertThat(selection.files()).hasSize(5_000);
    }

    private static Selection select(List<RepoFile> files, Map<String, String> documents) {
        return new FileSelector(List.of(), List.of())
                .select(
                        files,
                        file -> Optional.ofNullable(documents.get(file.path().text()))
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> weights(Selection selection) {
        return selection.files().stream()
                .filter(file -> FileKind.of(file.path()) != FileKind.DOCUMENT)
                .map(file -> file.path().text())
                .toList();
    }

    private static String modules(String... pathsAndTypes) {
        StringBuilder json = new StringBuilder("[");
        for (int at = 0; at < pathsAndTypes.length; at += 2) {
            json.append(at == 0 ? "" : ",")
                    .append("{\"path\":\"")
                    .append(pathsAndTypes[at])
                    .append("\",\"type\":\"sentence_transformers.models.")
                    .append(pathsAndTypes[at + 1])
                    .append("\"}");
        }
        return json.append("]").toString();
    }

    private static List<RepoFile> files(String... names) {
        return Arrays.stream(names)
                .map(ComponentsTest::file)
                .sorted(Comparator.comparing(RepoFile::path))
                .toList();
    }

    private static RepoFile file(String written) {
        String[] parts = written.split("=");
        long sizeBytes = parts.length > 1 ? Long.parseLong(parts[1]) : 1;
        return new RepoFile(RelativePath.of(parts[0]), sizeBytes, "0".repeat(40), Optional.empty(), Optional.empty());
    }
}
