package dev.venom.runtime.core.internal.driver.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of llama.cpp's server as it writes them, with levels (0.7.0) and without. */
class LlamaCppLogTest {
    private static final List<String> MISSING = List.of(
            "0.00.040.111 I srv    load_model: loading model '/m.gguf'",
            "0.00.040.254 E gguf_init_from_file: failed to open GGUF file '/m.gguf' (No such file or directory)",
            "0.00.040.496 E llama_model_load: error loading model: llama_model_loader: failed to load model from /m.gguf",
            "0.00.040.661 E srv    load_model: failed to load model, '/m.gguf'",
            "0.00.040.663 I srv    operator(): operator(): cleaning up before exit...",
            "0.00.040.996 E srv  llama_server: exiting due to model loading error");

    @Test
    void readsAModelThatItEndedOver() {
        Diagnosis diagnosis = LlamaCppLog.diagnose(MISSING).orElseThrow();

        assertThat(diagnosis.deterministic()).isTrue();
        assertThat(diagnosis.cause()).startsWith("gguf_init_from_file: failed to open GGUF file '/m.gguf'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error: invalid argument: --nope", "error while handling argument \"-c\": invalid value"})
    void readsAnArgumentThatItDoesNotTake(String line) {
        assertThat(LlamaCppLog.diagnose(List.of("usage: llama-server", line))
                        .orElseThrow()
                        .deterministic())
                .isTrue();
    }

    @Test
    void takesTheMentionOfAnotherModelForNoReason() {
        List<String> log = List.of(
                "0.00.020.000 E gguf_init_from_file: failed to open GGUF file '/other.gguf' (No such file or directory)",
                "0.00.030.000 I srv    load_model: loading model '/m.gguf'");

        assertThat(LlamaCppLog.diagnose(log).orElseThrow().deterministic()).isFalse();
    }

    @Test
    void takesNothingForLastingOnceItHasServed() {
        assertThat(LlamaCppLog.diagnose(List.of(
                                "0.00.784.527 I srv  llama_server: model loaded",
                                "0.00.784.536 I srv  llama_server: listening on http://127.0.0.1:19998",
                                "0.10.000.000 E srv    load_model: failed to load model, 'adapter.gguf'"))
                        .orElseThrow()
                        .deterministic())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.00.020.000 W gguf_init_from_file: failed to open GGUF file '/other.gguf'",
                "0.00.020.000 I slot update_slots: prompt: 'llama_model_load: error loading model: unknown model architecture'",
                "What does 'llama_model_load: error loading model' mean?",
                "prompt: failed to load model",
                "main: server is listening on http://127.0.0.1:8080"
            })
    void findsNoCauseInWhatIsNoError(String line) {
        assertThat(LlamaCppLog.diagnose(List.of(line))).isEmpty();
    }

    @Test
    void readsOtherServersByTheirTracebacks() {
        Diagnosis diagnosis = LlamaCppLog.diagnose(List.of(
                        "2026-01-01 10:00:00 - server - INFO - ValueError: quoted",
                        "Traceback (most recent call last):",
                        "  File \"/app/serve/engine.py\", line 12, in boot",
                        "    raise ValueError(path)",
                        "ValueError: no weights in /m"))
                .orElseThrow();

        assertThat(diagnosis.cause()).isEqualTo("ValueError: no weights in /m (in boot, app/serve/engine.py:12)");
        assertThat(diagnosis.deterministic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR:root:disk gone",
                "[ERROR] disk gone",
                "2026-01-01 10:00:00,123 - server - ERROR - disk gone",
                "2026-01-01T10:00:00.123456Z ERROR text_generation: disk gone",
                "2026-01-01 10:00:00.123 | ERROR    | mod:fn:1 - disk gone",
                "{\"timestamp\":1,\"level\":\"ERROR\",\"message\":\"disk gone\"}",
                "time=2026-01-01 level=error msg=\"disk gone\"",
                "\u001B[31mERROR\u001B[0m: disk gone",
                "E0817 12:00:00.123456 123 file.cc:10] disk gone"
            })
    void readsErrorsOfManyLoggers(String line) {
        assertThat(LlamaCppLog.diagnose(List.of(line)).orElseThrow().cause()).contains("disk gone");
    }
}
