package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufFileNameTest {
    @ParameterizedTest
    @CsvSource({
        "m-Q4_K_M.gguf, m, Q4_K_M",
        "M.q8_0.GGUF, m, Q8_0",
        "Qwen3-8B-UD-IQ2_XXS.gguf, qwen3-8b, UD-IQ2_XXS",
        "m.i1-Q4_K_S.gguf, m, Q4_K_S",
        "m-Q4_0_4_8.gguf, m, Q4_0_4_8",
        "gpt-oss-20b-mxfp4.gguf, gpt-oss-20b, MXFP4",
        "m-fp16.gguf, m, FP16",
        "Q4_K_M/m.gguf, m, Q4_K_M",
        "UD-Q4_K_XL/m-UD-Q4_K_XL-00001-of-00003.gguf, m, UD-Q4_K_XL",
        "m-Q6_K/m-Q6_K-00002-of-00002.gguf, m, Q6_K",
        "gguf/m-bf16.gguf, m, BF16",
        "8b/ggml-model-Q4_0.gguf, 8b/ggml-model, Q4_0",
    })
    void saysWhichModelInWhichQuantization(String path, String model, String quantization) {
        GgufFileName name = GgufFileName.of(RelativePath.of(path)).orElseThrow();

        assertThat(name.model()).isEqualTo(model);
        assertThat(name.quantization()).contains(quantization);
        assertThat(name.role()).isEqualTo(GgufFileName.Role.MODEL);
    }

    @ParameterizedTest
    @CsvSource({
        "mmproj-BF16.gguf, PROJECTOR",
        "Qwen2-VL.mmproj-f16.gguf, PROJECTOR",
        "MTP/m-Q8_0-MTP.gguf, DRAFTER",
        "m-DRAFT-Q4_0.gguf, DRAFTER",
        "m_eagle3.gguf, DRAFTER",
        "imatrix.gguf, CALIBRATION",
        "m-BF16-imatrix.gguf, CALIBRATION",
        "m-imatrix-Q4_K_M.gguf, MODEL",
        "lora/m-F16.gguf, ADAPTER",
        "m-lora-merged-Q4_K_M.gguf, MODEL",
        "ggml-vocab-llama.gguf, ACCESSORY",
        "mtpleasant-7b-Q4_0.gguf, MODEL",
        "explorer-7b-Q4_0.gguf, MODEL",
    })
    void saysWhatItIsFor(String path, GgufFileName.Role role) {
        assertThat(GgufFileName.of(RelativePath.of(path)).orElseThrow().role()).isEqualTo(role);
    }

    @Test
    void tellsPartsApart() {
        assertThat(GgufFileName.of(RelativePath.of("m-Q4_0-00002-of-00003.gguf"))
                        .orElseThrow()
                        .part())
                .contains(new GgufFileName.Part(2, 3));
        assertThat(GgufFileName.of(RelativePath.of("m-Q4_0.gguf")).orElseThrow().part())
                .isEmpty();
        assertThat(GgufFileName.of(RelativePath.of("m-Q4_0.gguf.part1of2"))).isEmpty();
    }

    @Test
    void takesDraftersForModelsOnlyWhereThereIsNothingElse() {
        RelativePath model = RelativePath.of("m-Q4_0.gguf");
        RelativePath drafter = RelativePath.of("m-draft-Q4_0.gguf");
        RelativePath projector = RelativePath.of("mmproj.gguf");

        assertThat(GgufFileName.models(List.of(drafter, model, projector), path -> path))
                .containsExactly(model);
        assertThat(GgufFileName.models(List.of(drafter, projector), path -> path))
                .containsExactly(drafter);
    }
}
