package dev.venom.runtime.core.internal.compatibility;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of context as vLLM takes them: {@code 32768}, {@code 32k} (thousands), {@code 32K} (of 1024). */
final class ContextLength {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([kKmM]?)");
    private static final long DECIMAL = 1_000;
    private static final long BINARY = 1_024;

    private ContextLength() {}

    static OptionalLong parse(Optional<String> text) {
        Matcher form = FORM.matcher(text.orElse(""));
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(form.group(1));
        return OptionalLong.of(
                switch (form.group(2)) {
                    case "k" -> number * DECIMAL;
                    case "K" -> number * BINARY;
                    case "m" -> number * DECIMAL * DECIMAL;
                    case "M" -> number * BINARY * BINARY;
                    default -> number;
                });
    }

    /** Whether the runtime itself takes the largest that fits. */
    static boolean isAutomatic(Optional<String> text) {
        return text.map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("auto") || value.equals("-1"))
                .isPresent();
    }
}
