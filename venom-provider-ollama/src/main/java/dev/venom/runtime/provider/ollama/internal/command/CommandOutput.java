package dev.venom.runtime.provider.ollama.internal.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code ollama pull} draws on a terminal. Confined to one thread. */
final class CommandOutput {
    /** What is longer is no line of this program. */
    static final int LONGEST_LINE = 8_192;

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
    private static final Pattern LAYER = Pattern.compile("pulling ([0-9a-f]{12})\\S*\\s+(?:.*?\\s)?([0-9]{1,3})%.*");
    private static final Pattern ERROR = Pattern.compile("Error:\\s*(.+)");
    private static final int WHOLE = 100;

    private final Map<String, Long> sizes;
    private final Map<String, Long> completed = new HashMap<>();
    private Optional<String> error = Optional.empty();
    private Optional<String> phase = Optional.empty();

    CommandOutput(Map<String, Long> sizes) {
        this.sizes = Map.copyOf(sizes);
    }

    /** Takes note of a piece of output; true if more is there than before. */
    boolean note(String piece) {
        String line = ESCAPE.matcher(piece).replaceAll("").strip();
        Matcher failed = ERROR.matcher(line);
        if (failed.matches()) {
            error = Optional.of(failed.group(1));
        }
        Matcher layer = LAYER.matcher(line);
        if (layer.matches()) {
            phase = Optional.of("download");
            long before = doneBytes();
            long size = sizes.getOrDefault(layer.group(1), 0L);
            long percent = Math.min(Long.parseLong(layer.group(2)), WHOLE);
            completed.merge(layer.group(1), size / WHOLE * percent + size % WHOLE * percent / WHOLE, Math::max);
            return doneBytes() > before;
        }
        if (line.startsWith("verifying")) {
            phase = Optional.of("verifying sha256 digest");
        } else if (line.startsWith("writing")) {
            phase = Optional.of("writing manifest");
        }
        return false;
    }

    long doneBytes() {
        return completed.values().stream().mapToLong(Long::longValue).sum();
    }

    Optional<String> phase() {
        return phase;
    }

    boolean isVerifying() {
        return phase.filter(word -> word.startsWith("verifying")).isPresent();
    }

    /** What went wrong, in the program's words. */
    Optional<String> error() {
        return error;
    }
}
