package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;

/** Reads why llama.cpp's server failed from its log; texts of its sources (src/llama-model-loader.cpp, tools/server). */
final class LlamaCppLog {
    private static final List<LogPattern> PATTERNS = List.of(
            LogPattern.lasting("error: invalid argument"),
            LogPattern.lasting("error while handling argument"),
            LogPattern.lasting("unknown model architecture"),
            LogPattern.lasting("invalid magic"),
            LogPattern.lasting("tensor .* data is not within the file bounds"),
            LogPattern.lasting("failed to open GGUF file"),
            LogPattern.lasting(
                    "unknown pre-tokenizer type|missing tensor|wrong number of tensors|key not found in model"),
            LogPattern.passing("couldn't bind (?:HTTP )?server socket|address already in use|Address already in use"),
            LogPattern.passing("cudaMalloc failed: out of memory|failed to allocate|unable to allocate"),
            LogPattern.passing("error loading model|failed to load model|unable to load model"));

    private LlamaCppLog() {}

    static Optional<Diagnosis> diagnose(List<String> logTail) {
        return LogPattern.lastMatch(PATTERNS, logTail);
    }
}
