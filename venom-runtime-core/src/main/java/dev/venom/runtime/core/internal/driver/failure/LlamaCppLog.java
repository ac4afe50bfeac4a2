package dev.venom.runtime.core.internal.driver.failure;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads why llama.cpp's server failed from its log; texts of its sources (src/llama-model-loader.cpp, tools/server).
 * Without {@code --log-prefix} its lines have no level: what counts then begins with the name of one of its
 * functions. Other servers of this protocol are read by their tracebacks and lines of error. A complaint about a file
 * is the reason of an end only where the server says itself that it ends over it: it may have been about another
 * model of its list.
 */
public final class LlamaCppLog {
    private static final String FUNCTION =
            "^(?:(?:srv|cmn|slot|main|llama\\w*|common\\w*|gguf\\w*|ggml\\w*|load_\\w+|check_tensor_dims|alloc_tensor_range"
                    + "|clip\\w*|mtmd\\w*)\\s*(?:[\\w()~]+)?\\s*: |error: |error while )";

    private static final List<FailurePattern> PATTERNS = List.of(
            FailurePattern.lasting("^error: (?:invalid argument|unknown argument|unrecognized)"),
            FailurePattern.lasting("^error while handling (?:argument|environment variable)"),
            FailurePattern.lasting("^error: "),
            FailurePattern.passing("couldn't bind (?:HTTP )?server socket|[Aa]ddress already in use"),
            FailurePattern.passing("out of memory|failed to allocate|unable to allocate"),
            FailurePattern.lasting("unknown (?:model )?architecture"),
            FailurePattern.lasting("invalid magic|failed to read (?:magic|key-value pairs|tensor info)"),
            FailurePattern.lasting("is not within the file bounds"),
            FailurePattern.lasting("failed to open GGUF file"),
            FailurePattern.lasting(
                    "unknown pre-tokenizer type|missing tensor|wrong number of tensors|key not found in model"),
            FailurePattern.passing("error loading model|failed to load model|unable to load model"));

    private static final Pattern UNLEVELLED = Pattern.compile(FUNCTION
            + ".*(?:error|failed|couldn't|unable|invalid|unknown|missing|out of memory|not within|exiting due)"
            + "|^error: |^error while handling |^(?:\\S*/)?\\S+\\.(?:cpp|cu|c|h):\\d+: (?:GGML_ASSERT|GGML_ABORT|fatal error)"
            + "|^terminate called |^\\S+: error while loading shared libraries: ");

    private static final Pattern CONSEQUENCES = Pattern.compile("exiting due to ");
    private static final Pattern ENDS_OVER_ITS_MODEL = Pattern.compile("exiting due to model loading error"
            + "|^(?:srv +)?load_model: (?:failed|unable) to load model|^srv +load_model: failed|^common_init\\w*: failed to load"
            + "|^main: (?:error: )?(?:unable|failed) to load model|^llama_init_from_gpt_params: error");
    private static final Pattern ARGUMENTS = Pattern.compile("^error(?::| while )");
    private static final Pattern SERVES = Pattern.compile(
            "^(?:main|srv +\\w+): (?:model loaded|server is listening on |all slots are idle|starting the main loop"
                    + "|listening on )");

    private LlamaCppLog() {}

    /**
     * Reads why it failed.
     *
     * @param logTail its last lines
     * @return what they say; empty where they say nothing of a failure
     */
    public static Optional<Diagnosis> diagnose(List<String> logTail) {
        LoggedFailures all = LoggedFailures.of(logTail, UNLEVELLED);
        LoggedFailures causes = all.without(CONSEQUENCES);
        boolean neverServed = logTail.stream().noneMatch(LlamaCppLog::serves);
        boolean endsOverIt = all.firstOf(List.of(new FailurePattern(ENDS_OVER_ITS_MODEL, true)))
                .isPresent();
        return causes.firstOf(PATTERNS)
                .map(match -> new Diagnosis(
                        match.words(),
                        neverServed
                                && match.pattern().deterministic()
                                && (endsOverIt
                                        || ARGUMENTS.matcher(match.words()).find())))
                .or(() -> causes.last().or(all::last).map(words -> new Diagnosis(words, false)));
    }

    private static boolean serves(String raw) {
        LogLine line = LogLine.of(raw);
        return line.gravity() != LogLine.Gravity.ERROR
                && SERVES.matcher(line.text()).find();
    }
}
