package dev.venom.runtime.core.internal.driver.failure;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads why vLLM failed from its log. The texts are those of its sources and of runs of versions 0.27 to 0.32. They
 * count in tracebacks and in lines of error alone: its configuration, its warnings and the requests that it logs hold
 * the same words. "Engine core initialization failed" is only the consequence: its cause stands further up, in the
 * engine's own lines.
 */
public final class VllmLog {
    /** Causes in order of how surely they are the cause. */
    private static final List<FailurePattern> PATTERNS = List.of(
            FailurePattern.lasting("^\\S.*: error: "),
            FailurePattern.lasting("Model architectures .* are not supported"),
            FailurePattern.lasting("does not recognize this architecture"),
            FailurePattern.lasting("was supported in vLLM until"),
            FailurePattern.lasting("is not supported for the current GPU\\. Minimum capability:"),
            FailurePattern.lasting("is not supported for quantization method"),
            FailurePattern.lasting("does not match the quantization method specified"),
            FailurePattern.lasting("Unknown quantization method"),
            FailurePattern.lasting("Bfloat16 is only supported on GPUs with compute capability"),
            FailurePattern.lasting("Invalid repository ID or local directory specified"),
            FailurePattern.lasting("Error while deserializing header"),
            FailurePattern.lasting("Cannot find any model weights"),
            FailurePattern.lasting("To serve at least one request with the model's max seq len"),
            FailurePattern.lasting("must be divisible by tensor parallel size"),
            FailurePattern.lasting("is greater than the derived max_model_len"),
            FailurePattern.lasting("(?:consider setting|pass the (?:argument|option)) `trust_remote_code=True`"),
            FailurePattern.passing("Address already in use"),
            FailurePattern.passing("Free memory on device .* is less than desired GPU memory utilization"),
            FailurePattern.lasting("No available memory for the cache blocks"),
            FailurePattern.passing("CUDA out of memory"),
            FailurePattern.passing("Timed out waiting for engine core processes"));

    /** What is written past the logger: argparse's errors and the end of an interpreter. */
    private static final Pattern UNLEVELLED =
            Pattern.compile("^(?:vllm(?: [a-z-]+)?|[\\w.-]+\\.py): error: |^Fatal Python error: ");

    private static final Pattern CONSEQUENCES = Pattern.compile("Engine core initialization failed"
            + "|WorkerProc initialization failed|EngineDeadError|EngineCore encountered an issue"
            + "|EngineCore (?:failed to start|encountered a fatal error|hit an exception)"
            + "|WorkerProc (?:failed to start|hit an exception)|[Ww]orker proc \\S+ died unexpectedly"
            + "|^(?:SystemExit|KeyboardInterrupt|asyncio\\.\\S*CancelledError|CancelledError)\\b");

    private static final Pattern NEW_RUN = Pattern.compile("\\bnon-default args: ?\\{");
    private static final Pattern SERVES = Pattern.compile("^Application startup complete\\.$");

    private VllmLog() {}

    /**
     * Reads why it failed.
     *
     * @param logTail its last lines
     * @return what they say; empty where they say nothing of a failure
     */
    public static Optional<Diagnosis> diagnose(List<String> logTail) {
        List<String> run = lastRun(logTail);
        LoggedFailures all = LoggedFailures.of(run, UNLEVELLED);
        LoggedFailures causes = all.without(CONSEQUENCES);
        if (hasServed(run)) {
            return causes.last().or(all::last).map(words -> new Diagnosis(words, false));
        }
        return causes.firstOf(PATTERNS)
                .map(match -> new Diagnosis(match.words(), match.pattern().deterministic()))
                .or(() -> causes.last().or(all::last).map(words -> new Diagnosis(words, false)));
    }

    /** What has served once was started rightly: what it complained of later was no reason not to start. */
    private static boolean hasServed(List<String> run) {
        return run.stream()
                .map(LogLine::of)
                .anyMatch(line -> line.gravity() == LogLine.Gravity.HARMLESS
                        && SERVES.matcher(line.text().strip()).find());
    }

    /** What earlier runs wrote into the same file says nothing about this one. */
    private static List<String> lastRun(List<String> logTail) {
        for (int index = logTail.size() - 1; index >= 0; index--) {
            LogLine line = LogLine.of(logTail.get(index));
            if (line.gravity() == LogLine.Gravity.HARMLESS
                    && NEW_RUN.matcher(line.text()).lookingAt()) {
                return logTail.subList(index, logTail.size());
            }
        }
        return logTail;
    }
}
