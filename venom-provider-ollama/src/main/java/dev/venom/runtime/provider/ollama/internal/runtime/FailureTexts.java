package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines with which a daemon or its runner says why it failed, most telling first (seen in Ollama 0.11 to 0.33). Only
 * lines of error count, and what the daemon's end or its runner writes past the logger: what is said at a lower level, or
 * in a request, is no cause.
 */
public final class FailureTexts {
    private static final int LONGEST_SHOWN = 400;

    private static final Pattern LEVEL = Pattern.compile("^(?:time=\\S+ )?level=(\\w+)");
    /** How a line begins that has no level and tells of a failure all the same. */
    private static final Pattern UNLEVELLED = Pattern.compile(
            "^(?:Error: |panic: |fatal error: |SIG[A-Z]+: |\\[signal |terminate called |timed out waiting for"
                    + "|(?:\\S*/)?(?:ollama|llama)\\S*: |\\S+\\.service: |ggml\\w*: |gguf\\w*: |llama\\w*: |CUDA error|cuda\\w*: "
                    + "|\\S+\\.(?:cpp|cu):\\d+: |(?:ba|da)?sh: |\\S*: (?:error while loading shared libraries|\\S*GLIBC))");

    private static final Pattern SERVES = Pattern.compile("^(?:time=\\S+ )?level=INFO .*msg=\"Listening on ");

    private static final List<Text> TEXTS = List.of(
            lasting("listen tcp .*(address already in use|Only one usage of each socket address)"),
            lasting("\\$HOME is not defined"),
            lasting(
                    "(mkdir|open|could not create directory) .*permission denied|permission denied: ensure path elements"),
            lasting("no space left on device"),
            lasting("requires more system memory"),
            lasting("unknown model architecture|unsupported model architecture|architecture .* is not supported"),
            lasting("(llama-server|llama runner|ollama_llama_server|llama-quantize)\\S* (binary |executable )?"
                    + "(not found|unavailable|does not exist)|unable to find .*llama-server"),
            lasting("GLIBC(XX)?_[0-9.]+' not found|error while loading shared libraries|exec format error"),
            lasting("invalid magic|tensor .* is out of bounds|data is not within the file bounds|error loading model"
                    + "|failed to load model"),
            passing("out of memory: killed process|oom-kill|signal: killed"),
            passing("cuda(Malloc)?.*out of memory|out of memory|unable to allocate .* buffer|failed to allocate"),
            passing("timed out waiting for (llama runner|llama-server|server) to start"),
            passing("cuda error|ggml_cuda|hip error|rocm error|no compatible gpus? (were|was) discovered"),
            passing("(llama runner|llama-server) process (has terminated|no longer running)"),
            passing("panic: |fatal error: |SIGSEGV"),
            lasting("^Error: "));

    private FailureTexts() {}

    /**
     * Reads why a daemon failed.
     *
     * @param logTail its last lines
     * @return the line that tells most; empty where none is known
     */
    public static Optional<Diagnosis> read(List<String> logTail) {
        List<String> complaints =
                logTail.stream().filter(FailureTexts::isComplaint).toList();
        boolean served = logTail.stream().anyMatch(line -> SERVES.matcher(line).find());
        for (Text text : TEXTS) {
            for (int index = complaints.size() - 1; index >= 0; index--) {
                if (text.words.matcher(complaints.get(index)).find()) {
                    return Optional.of(new Diagnosis(shown(complaints.get(index)), text.isLasting && !served));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isComplaint(String line) {
        Matcher level = LEVEL.matcher(line);
        return level.find()
                ? level.group(1).matches("ERROR|FATAL")
                : UNLEVELLED.matcher(line).find();
    }

    private static String shown(String line) {
        String text = line.strip().replaceAll("[^\\x20-\\x7e]+", " ");
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }

    /** What fails the same way when it is started again. */
    private static Text lasting(String words) {
        return new Text(Pattern.compile(words, Pattern.CASE_INSENSITIVE), true);
    }

    private static Text passing(String words) {
        return new Text(Pattern.compile(words, Pattern.CASE_INSENSITIVE), false);
    }

    private record Text(Pattern words, boolean isLasting) {}
}
