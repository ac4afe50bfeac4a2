package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;

/**
 * Reads why vLLM failed from its log. The texts are those of its sources and of runs of versions 0.27 to 0.32; lines are
 * matched by text alone, as places in the source move. "Engine core initialization failed" is only the consequence: its
 * cause stands further up, in the engine's own lines.
 */
final class VllmLog {
    /** Causes first, in order of how surely they are the cause; consequences last. */
    private static final List<LogPattern> PATTERNS = List.of(
            LogPattern.lasting("error: unrecognized arguments"),
            LogPattern.lasting("vllm serve: error: "),
            LogPattern.lasting("vllm: error: "),
            LogPattern.lasting("Model architectures .* are not supported"),
            LogPattern.lasting("does not recognize this architecture"),
            LogPattern.lasting("was supported in vLLM until"),
            LogPattern.lasting("is not supported for the current GPU\\. Minimum capability:"),
            LogPattern.lasting("is not supported for quantization method"),
            LogPattern.lasting("does not match the quantization method specified"),
            LogPattern.lasting("Unknown quantization method"),
            LogPattern.lasting("Bfloat16 is only supported on GPUs with compute capability"),
            LogPattern.lasting("Invalid repository ID or local directory specified"),
            LogPattern.lasting("Error while deserializing header"),
            LogPattern.lasting("Cannot find any model weights"),
            LogPattern.lasting("To serve at least one request with the model's max seq len"),
            LogPattern.lasting("must be divisible by tensor parallel size"),
            LogPattern.lasting("is greater than the derived max_model_len"),
            LogPattern.lasting("trust_remote_code=True"),
            LogPattern.passing("Address already in use"),
            LogPattern.passing("Free memory on device .* is less than desired GPU memory utilization"),
            LogPattern.lasting("No available memory for the cache blocks"),
            LogPattern.passing("CUDA out of memory"),
            LogPattern.passing("Timed out waiting for engine core processes"),
            LogPattern.passing("EngineDeadError"),
            LogPattern.passing("\\b[A-Za-z]+(?:Error|Exception): (?!Engine core)"),
            LogPattern.passing("Engine core initialization failed"));

    private VllmLog() {}

    static Optional<Diagnosis> diagnose(List<String> logTail) {
        return LogPattern.lastMatch(PATTERNS, lastRun(logTail));
    }

    /** What earlier runs wrote into the same file says nothing about this one. */
    private static List<String> lastRun(List<String> logTail) {
        for (int index = logTail.size() - 1; index >= 0; index--) {
            if (logTail.get(index).contains("non-default args:")) {
                return logTail.subList(index, logTail.size());
            }
        }
        return logTail;
    }
}
