package dev.venom.runtime.core.internal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmLogTest {
    private static final String ENGINE = "(EngineCore pid=77) ERROR 08-17 12:00:00 [core.py:1100] ";

    @Test
    void findsTheCauseAboveItsConsequence() {
        List<String> log = List.of(
                "(APIServer pid=1) INFO 08-17 12:00:00 [utils.py:233] non-default args: {}",
                ENGINE + "EngineCore failed to start.",
                ENGINE + "Traceback (most recent call last):",
                ENGINE + "ValueError: Free memory on device cuda:0 (3.21/79.19 GiB) on startup is less than desired GPU"
                        + " memory utilization (0.92, 72.85 GiB).",
                "(APIServer pid=1) Traceback (most recent call last):",
                "(APIServer pid=1) RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}");

        Diagnosis diagnosis = VllmLog.diagnose(log).orElseThrow();

        assertThat(diagnosis.cause()).startsWith("ValueError: Free memory on device cuda:0");
        assertThat(diagnosis.deterministic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vllm: error: unrecognized arguments: --nope | true",
                "Value error, Model architectures ['X'] are not supported for now. | true",
                "but Transformers does not recognize this architecture. | true",
                "ValueError: fp8 is not supported for the current GPU. Minimum capability: 75. | true",
                "ValueError: Bfloat16 is only supported on GPUs with compute capability of at least 8.0. | true",
                "ValueError: XForCausalLM was supported in vLLM until v0.23.0 | true",
                "SafetensorError: Error while deserializing header: incomplete metadata | true",
                "RuntimeError: Cannot find any model weights with `/m` | true",
                "ValueError: To serve at least one request with the model's max seq len (131072), 16 GiB | true",
                "ValueError: No available memory for the cache blocks. | true",
                "OSError: [Errno 98] Address already in use | false",
                "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB | false",
                "TimeoutError: Timed out waiting for engine core processes to start | false",
                "AssertionError: nobody has seen this | false"
            })
    void tellsWhatWillFailAgainFromWhatMayPass(String line, boolean deterministic) {
        assertThat(VllmLog.diagnose(List.of("(APIServer pid=1) " + line)))
                .hasValueSatisfying(
                        diagnosis -> assertThat(diagnosis.deterministic()).isEqualTo(deterministic));
    }

    @Test
    void saysNothingOfAHealthyLogAndOfAnEarlierRun() {
        assertThat(VllmLog.diagnose(List.of("(APIServer pid=1) INFO:     Application startup complete.")))
                .isEmpty();
        assertThat(VllmLog.diagnose(List.of(
                        "OSError: [Errno 98] Address already in use",
                        "(APIServer pid=2) INFO 08-17 12:01:00 [utils.py:233] non-default args: {}")))
                .isEmpty();
    }
}
