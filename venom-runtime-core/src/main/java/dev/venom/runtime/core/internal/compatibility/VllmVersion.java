package dev.venom.runtime.core.internal.compatibility;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of vLLM, as far as it decides anything. Immutable.
 *
 * @param major first number
 * @param minor second number
 */
public record VllmVersion(int major, int minor) implements Comparable<VllmVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Comparator<VllmVersion> ORDER =
            Comparator.comparingInt(VllmVersion::major).thenComparingInt(VllmVersion::minor);

    /**
     * Reads what {@code /version} says.
     *
     * @param text such as {@code 0.32.0+cpu}
     * @return the version; empty where it is none
     */
    public static Optional<VllmVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new VllmVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(VllmVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
