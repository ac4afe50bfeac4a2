package dev.venom.runtime.provider.ollama.internal.catalogue.page;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as the pages write them. */
public final class Figures {
    private static final Pattern COUNT =
            Pattern.compile("(\\d{1,3}(?:,\\d{3})+|\\d{1,12}(?:\\.\\d{1,3})?)\\s?([KMBT]?)");
    private static final Pattern SIZE =
            Pattern.compile("(?<![\\d.])(\\d{1,6}(?:\\.\\d{1,3})?)\\s?([KMGT]?B)(?![A-Za-z])");
    private static final Pattern CONTEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,2})?)([KM]?) context.*");
    private static final Pattern BARE_CONTEXT = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,2})?)([KM])");
    private static final Pattern PARAMETERS = Pattern.compile("[eE]?(\\d{1,5}(?:\\.\\d{1,3})?)([mMbBtT])");
    private static final Map<String, Double> THOUSANDS = Map.of("", 1.0, "K", 1e3, "M", 1e6, "B", 1e9, "T", 1e12);
    private static final Map<String, Double> BYTES = Map.of("B", 1.0, "KB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12);
    private static final Map<String, Double> TOKENS = Map.of("", 1.0, "K", 1024.0, "M", 1024.0 * 1024);

    private Figures() {}

    /** {@code 24.5M} and {@code 1,204}. */
    static OptionalLong count(String text) {
        Matcher count = COUNT.matcher(text.strip());
        return count.matches()
                ? scaled(count.group(1).replace(",", ""), THOUSANDS.get(count.group(2)))
                : OptionalLong.empty();
    }

    /** The first size in a text, such as {@code 3.3GB}. */
    static OptionalLong size(String text) {
        Matcher size = SIZE.matcher(text);
        return size.find() ? scaled(size.group(1), BYTES.get(size.group(2))) : OptionalLong.empty();
    }

    /** {@code 32K context window}, or {@code 32K} alone. */
    static OptionalLong context(String text) {
        Matcher context = CONTEXT.matcher(text);
        if (!context.matches()) {
            context = BARE_CONTEXT.matcher(text);
        }
        return context.matches() ? scaled(context.group(1), TOKENS.get(context.group(2))) : OptionalLong.empty();
    }

    /**
     * How many weights a label such as {@code 270m} or {@code 1.5b} means.
     *
     * @param label a tag, or the part of it before the first dash
     * @return the number; empty where it is no such label
     */
    public static OptionalLong parameters(String label) {
        Matcher parameters = PARAMETERS.matcher(label);
        return parameters.matches()
                ? scaled(parameters.group(1), THOUSANDS.get(parameters.group(2).toUpperCase(Locale.ROOT)))
                : OptionalLong.empty();
    }

    private static OptionalLong scaled(String number, double unit) {
        return OptionalLong.of(Math.round(Double.parseDouble(number) * unit));
    }
}
