package dev.venom.runtime.provider.ollama.internal.resolve;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Ollama, as far as it decides what runs. Immutable.
 *
 * @param major the first number
 * @param minor the second
 * @param patch the third
 */
record OllamaVersion(int major, int minor, int patch) implements Comparable<OllamaVersion> {
    private static final Pattern TEXT = Pattern.compile("v?([0-9]{1,6})\\.([0-9]{1,6})(?:\\.([0-9]{1,6}))?(?:[-+].*)?");
    private static final Comparator<OllamaVersion> ORDER = Comparator.comparingInt(OllamaVersion::major)
            .thenComparingInt(OllamaVersion::minor)
            .thenComparingInt(OllamaVersion::patch);

    static Optional<OllamaVersion> parse(String text) {
        Matcher version = TEXT.matcher(text.strip());
        return version.matches()
                ? Optional.of(new OllamaVersion(
                        Integer.parseInt(version.group(1)),
                        Integer.parseInt(version.group(2)),
                        Optional.ofNullable(version.group(3))
                                .map(Integer::parseInt)
                                .orElse(0)))
                : Optional.empty();
    }

    /** Builds that nobody gave a version call themselves 0.0.0. */
    boolean isUnknown() {
        return major == 0 && minor == 0 && patch == 0;
    }

    @Override
    public int compareTo(OllamaVersion other) {
        return ORDER.compare(this, other);
    }
}
