package dev.venom.runtime.core.internal.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.Hardware;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFormat;
import dev.venom.runtime.api.model.TransformerShape;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.Verdict.Result;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.HostHardware.Gpu;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmCompatibilityTest {
    private static final long GIB = 1L << 30;
    /** Llama 3.1 8B: 32 layers, 8 heads of 128 values: 128 KiB a token. */
    private static final TransformerShape LLAMA =
            new TransformerShape(32, 32, 8, 128, 128, OptionalInt.empty(), OptionalLong.empty(), false);
    /** DeepSeek V3: 61 layers of 576 values: 68.6 KiB a token, not divided. */
    private static final TransformerShape DEEPSEEK =
            new TransformerShape(61, 128, 128, 56, 56, OptionalInt.of(576), OptionalLong.empty(), false);

    @Test
    void knowsWhatATokenTakes() {
        assertThat(new CacheCost(LLAMA, new Division(1, 1), 2).bytesPerToken()).isEqualTo(128 << 10);
        assertThat(new CacheCost(LLAMA, new Division(4, 1), 2).bytesPerToken()).isEqualTo(32 << 10);
        assertThat(new CacheCost(LLAMA, new Division(16, 1), 1).bytesPerToken()).isEqualTo(8 << 10);
        assertThat(new CacheCost(DEEPSEEK, new Division(8, 1), 2).bytesPerToken())
                .isEqualTo(61 * 576 * 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LlamaForCausalLM | 0.27.0 | OK",
                "LlamaForCausalLM | 0.33.0 | OK",
                "LlamaForCausalLM | 0.10.1 | WARN",
                "LlamaForCausalLM | | OK",
                "QWenLMHeadModel | 0.27.0 | REFUSE",
                "QWenLMHeadModel | 0.23.0 | OK",
                "QWenLMHeadModel | | WARN",
                "BartModel | 0.27.0 | WARN",
                "EagleLlamaForCausalLM | 0.27.0 | REFUSE",
                "NeverHeardOfForCausalLM | 0.27.0 | WARN",
                "ViTForImageClassification | 0.27.0 | REFUSE"
            })
    void answersForArchitectures(String architecture, String version, Result expected) {
        assertThat(one(judge(model("BF16", LLAMA, architecture), 16 * GIB, version, "8.9", 80), "architecture")
                        .result())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fp8 | 0.27.0 | 7.0 | REFUSE",
                "fp8 | 0.27.0 | 7.5 | OK",
                "fp8 | 0.10.2 | 7.5 | REFUSE",
                "awq | 0.27.0 | 7.5 | OK",
                "mxfp4 | 0.27.0 | 7.5 | REFUSE",
                "bitsandbytes | 0.33.0 | 9.0 | WARN",
                "marlin | 0.27.0 | 9.0 | REFUSE",
                "fp_quant | 0.10.0 | 10.0 | REFUSE",
                "something | 0.27.0 | 9.0 | WARN",
                "gptq | 0.27.0+cpu | | OK",
                "fp8 | 0.27.0+cpu | | REFUSE"
            })
    void answersForQuantizations(String method, String version, String capability, Result expected) {
        Verdict verdict =
                one(judge(model(method, LLAMA, "LlamaForCausalLM"), 8 * GIB, version, capability, 80), "quantization");

        assertThat(verdict.result()).isEqualTo(expected);
    }

    @Test
    void comparesDataTypesWithTheGpu() {
        ModelDescription model = model("BF16", LLAMA, "LlamaForCausalLM");

        assertThat(one(judge(model, 16 * GIB, "0.27.0", "7.5", 80), "dtype").result())
                .isEqualTo(Result.WARN);
        assertThat(one(judge(model, 16 * GIB, "0.27.0", "7.5", 80, "--dtype", "bfloat16"), "dtype")
                        .result())
                .isEqualTo(Result.REFUSE);
        assertThat(one(judge(model, 16 * GIB, "0.27.0", "8.0", 80), "dtype").result())
                .isEqualTo(Result.OK);
    }

    @Test
    void namesTheDivisorsThatThereAre() {
        Verdict verdict = one(
                judge(model("BF16", LLAMA, "LlamaForCausalLM"), 16 * GIB, "0.27.0", "9.0", 80, "-tp", "3"), "parallel");

        assertThat(verdict.result()).isEqualTo(Result.REFUSE);
        assertThat(verdict.detail()).contains("32 attention heads", "[1, 2, 4, 8, 16]");
    }

    @Test
    void refusesWeightsThatDoNotFit() {
        Verdict verdict =
                one(judge(model("BF16", LLAMA, "LlamaForCausalLM"), 140 * GIB, "0.27.0", "9.0", 80), "memory");

        assertThat(verdict.result()).isEqualTo(Result.REFUSE);
        assertThat(verdict.detail()).contains("weights 140.0 GiB", "73.6 GiB");
    }

    @Test
    void namesTheLargestContextThatFits() {
        ModelDescription model = model("BF16", LLAMA, "LlamaForCausalLM");

        Verdict tooLong = one(judge(model, 15 * GIB, "0.27.0", "9.0", 24), "memory");
        assertThat(tooLong.result()).isEqualTo(Result.REFUSE);
        // 24 GiB * 0.92 = 22.08; less 15, less 0.5, less 1.5 leaves 5.08 GiB, at 128 KiB a token.
        assertThat(tooLong.detail()).contains("the largest context that fits is 41615 tokens", "--max-model-len 41615");
        assertThat(one(judge(model, 15 * GIB, "0.27.0", "9.0", 24, "--max-model-len", "16k"), "memory")
                        .result())
                .isEqualTo(Result.OK);
        assertThat(one(judge(model, 15 * GIB, "0.27.0", "9.0", 24, "--max-model-len", "auto"), "memory")
                        .result())
                .isEqualTo(Result.OK);
        assertThat(one(judge(model, 15 * GIB, "0.27.0", "9.0", 24, "--kv-cache-dtype", "fp8"), "memory")
                        .detail())
                .contains("83230 tokens");
    }

    @Test
    void warnsWhereNothingIsKnown() {
        ModelDescription model = model("BF16", LLAMA, "LlamaForCausalLM");

        List<Verdict> verdicts = VllmCompatibility.judge(
                model,
                16 * GIB,
                new ServingTarget(
                        spec(),
                        new HostHardware(OptionalLong.empty(), OptionalLong.empty(), List.of()),
                        Optional.empty()));

        assertThat(verdicts)
                .extracting(Verdict::result)
                .doesNotContain(Result.REFUSE)
                .contains(Result.WARN);
        assertThat(VllmCompatibility.judge(
                        ModelDescription.UNKNOWN,
                        0,
                        new ServingTarget(
                                spec(),
                                new HostHardware(OptionalLong.empty(), OptionalLong.empty(), List.of()),
                                Optional.empty())))
                .extracting(Verdict::result)
                .containsOnly(Result.WARN);
    }

    @Test
    void saysWhatToInstallInsteadOfGguf() {
        ModelDescription gguf = new ModelDescription(
                ModelFormat.GGUF,
                Optional.of("Q4_K_M"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of("llama"),
                Optional.empty(),
                Hardware.UNKNOWN,
                Optional.empty());

        assertThat(one(judge(gguf, GIB, "0.27.0", "9.0", 80), "format")).satisfies(verdict -> {
            assertThat(verdict.result()).isEqualTo(Result.REFUSE);
            assertThat(verdict.detail()).contains("safetensors repository instead", "llama.cpp");
        });
        assertThat(one(judge(gguf, GIB, "0.20.0", "9.0", 80), "format").result())
                .isEqualTo(Result.WARN);
    }

    @Test
    void comparesWithTheHostsMemoryOnProcessors() {
        ModelDescription model = model("BF16", LLAMA, "LlamaForCausalLM");
        HostHardware host = new HostHardware(OptionalLong.of(16 * GIB), OptionalLong.of(14 * GIB), List.of());

        assertThat(one(
                                VllmCompatibility.judge(
                                        model, 15 * GIB, new ServingTarget(spec(), host, Optional.of("0.32.0+cpu"))),
                                "memory")
                        .result())
                .isEqualTo(Result.REFUSE);
        assertThat(one(
                                VllmCompatibility.judge(
                                        model, GIB, new ServingTarget(spec(), host, Optional.of("0.32.0+cpu"))),
                                "memory")
                        .result())
                .isEqualTo(Result.OK);
    }

    private static List<Verdict> judge(
            ModelDescription model, long bytes, String version, String capability, int gib, String... options) {
        List<Gpu> gpus = capability == null
                ? List.of()
                : List.of(new Gpu("GPU", gib * GIB, OptionalLong.empty(), Optional.of(capability)));
        HostHardware host = new HostHardware(OptionalLong.of(256 * GIB), OptionalLong.of(200 * GIB), gpus);
        return VllmCompatibility.judge(
                model, bytes, new ServingTarget(spec(options), host, Optional.ofNullable(version)));
    }

    private static RuntimeSpec spec(String... options) {
        List<String> command = new ArrayList<>(List.of("vllm", "serve", "${model_path}"));
        command.addAll(List.of(options));
        return RuntimeSpec.builder("vllm", "vllm", URI.create("http://127.0.0.1:8000"))
                .command(command)
                .build();
    }

    private static ModelDescription model(String quantization, TransformerShape shape, String architecture) {
        return new ModelDescription(
                ModelFormat.SAFETENSORS,
                Optional.of(quantization),
                OptionalLong.empty(),
                OptionalLong.of(131_072),
                List.of(architecture),
                Optional.empty(),
                Hardware.UNKNOWN,
                Optional.of(shape));
    }

    private static Verdict one(List<Verdict> verdicts, String check) {
        return verdicts.stream()
                .filter(verdict -> verdict.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
