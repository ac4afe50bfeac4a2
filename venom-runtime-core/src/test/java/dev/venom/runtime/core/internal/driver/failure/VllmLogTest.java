package dev.venom.runtime.core.internal.driver.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VllmLogTest {
    private static final String BEGIN = "(APIServer pid=1) INFO 08-17 12:00:00 [utils.py:233] non-default args: {}";
    private static final String ENGINE = "(EngineCore_DP0 pid=2) ERROR 08-17 12:00:09 [core.py:1100] ";
    private static final String SERVER = "(APIServer pid=1) ";
    private static final List<String> CONSEQUENCE = List.of(
            SERVER + "Traceback (most recent call last):",
            SERVER
                    + "  File \"/v/lib/python3.11/site-packages/vllm/v1/engine/utils.py\", line 964, in wait_for_engine_startup",
            SERVER + "    raise RuntimeError(",
            SERVER + "RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}");

    @Test
    void findsTheCauseAboveItsConsequence() {
        Diagnosis diagnosis = diagnose(
                List.of(
                        BEGIN,
                        ENGINE + "EngineCore failed to start.",
                        ENGINE + "Traceback (most recent call last):",
                        ENGINE + "ValueError: Free memory on device cuda:0 (3.21/79.19 GiB) on startup is less than"
                                + " desired GPU memory utilization (0.92, 72.85 GiB)."),
                CONSEQUENCE);

        assertThat(diagnosis.cause()).startsWith("ValueError: Free memory on device cuda:0");
        assertThat(diagnosis.deterministic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ValueError: Model architectures ['X'] are not supported for now. | true",
                "ValueError: but Transformers does not recognize this architecture. | true",
                "ValueError: fp8 is not supported for the current GPU. Minimum capability: 75. | true",
                "ValueError: Bfloat16 is only supported on GPUs with compute capability of at least 8.0. | true",
                "ValueError: XForCausalLM was supported in vLLM until v0.23.0 | true",
                "safetensors_rust.SafetensorError: Error while deserializing header: incomplete metadata | true",
                "RuntimeError: Cannot find any model weights with `/m` | true",
                "ValueError: To serve at least one request with the model's max seq len (131072), 16 GiB | true",
                "ValueError: No available memory for the cache blocks. | true",
                "RuntimeError: If the model is a custom model, consider setting `trust_remote_code=True` in LLM | true",
                "OSError: [Errno 98] Address already in use | false",
                "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB | false",
                "TimeoutError: Timed out waiting for engine core processes to start | false",
                "AssertionError: nobody has seen this | false"
            })
    void tellsWhatWillFailAgainFromWhatMayPass(String exception, boolean deterministic) {
        assertThat(diagnose(List.of(
                                BEGIN,
                                SERVER + "Traceback (most recent call last):",
                                SERVER + "  File \"/v/vllm/cli/main.py\", line 73, in main",
                                SERVER + exception))
                        .deterministic())
                .isEqualTo(deterministic);
    }

    @Test
    void knowsWhatIsWrittenPastTheLogger() {
        Diagnosis diagnosis = diagnose(List.of(
                "usage: vllm serve [model_tag] [options]",
                "vllm serve: error: argument --max-model-len: invalid value"));

        assertThat(diagnosis.deterministic()).isTrue();
        assertThat(diagnosis.cause()).contains("--max-model-len");
    }

    @Test
    void readsTheMessageOfAnExceptionThatGoesOnOverLines() {
        Diagnosis diagnosis = diagnose(List.of(
                SERVER + "Traceback (most recent call last):",
                SERVER + "  File \"/v/vllm/config/model.py\", line 500, in __post_init__",
                SERVER + "pydantic_core._pydantic_core.ValidationError: 1 validation error for ModelConfig",
                SERVER + "  Value error, Model architectures ['X'] are not supported for now. [type=value_error]",
                SERVER + "    For further information visit https://errors.pydantic.dev"));

        assertThat(diagnosis.deterministic()).isTrue();
        assertThat(diagnosis.cause()).startsWith("Value error, Model architectures ['X']");
    }

    @Test
    void tellsAnExceptionWithoutWordsByWhereItHappened() {
        List<String> engine = List.of(
                BEGIN,
                SERVER + "WARNING 08-17 12:00:01 [api_server.py:9] Found ulimit of 1024. This can cause fd limit errors"
                        + " like `OSError: [Errno 24] Too many open files`. Consider increasing with ulimit -n",
                ENGINE + "EngineCore failed to start.",
                ENGINE + "Traceback (most recent call last):",
                ENGINE + "  File \"/v/site-packages/vllm/v1/engine/core.py\", line 991, in run_engine_core",
                ENGINE + "    engine_core = EngineCoreProc(*args)",
                ENGINE + "                  ^^^^^^^^^^^^^^^^^^^^^",
                ENGINE
                        + "  File \"/v/site-packages/vllm/model_executor/layers/linear.py\", line 1404, in weight_loader",
                ENGINE + "    assert param.shape == loaded.shape",
                ENGINE + "AssertionError");

        Diagnosis diagnosis = diagnose(engine, CONSEQUENCE);

        assertThat(diagnosis.cause())
                .isEqualTo("AssertionError (in weight_loader, model_executor/layers/linear.py:1404)");
        assertThat(diagnosis.deterministic()).isFalse();
    }

    @Test
    void keepsTheTracebacksOfSeveralProcessesApart() {
        String worker = "(Worker_TP1 pid=4) ";
        Diagnosis diagnosis = diagnose(List.of(
                BEGIN,
                "(Worker_TP0 pid=3) Traceback (most recent call last):",
                worker + "Traceback (most recent call last):",
                "(Worker_TP0 pid=3)   File \"/v/a/b/one.py\", line 1, in one",
                worker + "  File \"/v/a/b/two.py\", line 2, in two",
                "(Worker_TP0 pid=3) Exception: WorkerProc initialization failed due to an exception in a background process.",
                worker + "KeyError: 'lm_head.weight'"));

        assertThat(diagnosis.cause()).isEqualTo("KeyError: 'lm_head.weight' (in two, a/b/two.py:2)");
    }

    /** What a server says of its work, or what somebody asked it, is in other lines than what went wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO 08-17 12:00:01 [core.py:93] Initializing a V1 LLM engine with config: trust_remote_code=True, x=1",
                "INFO 08-17 12:00:01 [logger.py:40] Received request c-1: prompt: 'ValueError: Model architectures [] are not"
                        + " supported. consider setting `trust_remote_code=True`'",
                "WARNING 08-17 12:00:01 [x.py:1] OSError: [Errno 98] Address already in use, trying again",
                "DEBUG 08-17 12:00:01 [x.py:1] Traceback (most recent call last):",
                "INFO:     127.0.0.1:4000 - \"GET /?q=EngineDeadError:%20x HTTP/1.1\" 404 Not Found",
                "UserWarning: Model architectures ['X'] are not supported by this plugin"
            })
    void findsNoCauseInWhatIsNoError(String line) {
        assertThat(VllmLog.diagnose(List.of(BEGIN, SERVER + line))).isEmpty();
        assertThat(VllmLog.diagnose(List.of(BEGIN, line))).isEmpty();
    }

    @Test
    void takesAQuotedTracebackForWhatItIs() {
        String said = SERVER + "INFO 08-17 12:00:01 [logger.py:40] ";

        assertThat(VllmLog.diagnose(List.of(
                        BEGIN,
                        said + "Traceback (most recent call last):",
                        said + "  File \"x.py\", line 1, in x",
                        said + "ValueError: Model architectures ['X'] are not supported for now.")))
                .isEmpty();
    }

    @Test
    void takesNothingForLastingOnceItHasServed() {
        Diagnosis diagnosis = diagnose(List.of(
                BEGIN,
                SERVER + "INFO:     Application startup complete.",
                SERVER + "ERROR 08-17 13:00:00 [serving.py:9] Model architectures ['X'] are not supported",
                "(EngineCore_DP0 pid=2) Traceback (most recent call last):",
                "(EngineCore_DP0 pid=2)   File \"/v/a/b/run.py\", line 3, in step",
                "(EngineCore_DP0 pid=2) torch.AcceleratorError: CUDA error: an illegal memory access was encountered"));

        assertThat(diagnosis.deterministic()).isFalse();
        assertThat(diagnosis.cause()).contains("illegal memory access");
    }

    @Test
    void saysNothingOfAHealthyLogAndOfAnEarlierRun() {
        assertThat(VllmLog.diagnose(List.of(SERVER + "INFO:     Application startup complete.")))
                .isEmpty();
        assertThat(VllmLog.diagnose(List.of(
                        SERVER + "Traceback (most recent call last):",
                        SERVER + "OSError: [Errno 98] Address already in use",
                        "(APIServer pid=2) INFO 08-17 12:01:00 [utils.py:233] non-default args: {}")))
                .isEmpty();
    }

    private static Diagnosis diagnose(List<String> log, List<String> more) {
        return diagnose(Stream.concat(log.stream(), more.stream()).toList());
    }

    private static Diagnosis diagnose(List<String> log) {
        return VllmLog.diagnose(log).orElseThrow();
    }
}
