package dev.venom.runtime.provider.ollama.internal.runtime;

import dev.venom.runtime.spi.runtime.RuntimeDriver.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines with which a daemon or its runner says why it failed, most telling first (seen in Ollama 0.11 to 0.33). */
public final class FailureTexts {
    private static final int LONGEST_SHOWN = 400;

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
        for (Text text : TEXTS) {
            for (int index = logTail.size() - 1; index >= 0; index--) {
                if (text.words.matcher(logTail.get(index)).find()) {
                    return Optional.of(new Diagnosis(shown(logTail.get(index)), text.isLasting));
                }
            }
        }
        return Optional.empty();
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
