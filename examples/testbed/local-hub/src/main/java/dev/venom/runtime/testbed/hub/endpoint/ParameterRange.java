package dev.venom.runtime.testbed.hub.endpoint;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of model sizes such as {@code min:6B,max:128B}; either half may be missing.
 *
 * @param least the fewest parameters
 * @param most the most parameters
 */
record ParameterRange(double least, double most) {

    private static final Pattern BOUND = Pattern.compile("(min|max):([0-9.]+)([KMBT]?)", Pattern.CASE_INSENSITIVE);

    static ParameterRange parse(String text) {
        double least = 0;
        double most = Double.POSITIVE_INFINITY;
        Matcher bound = BOUND.matcher(text);
        while (bound.find()) {
            double value = Double.parseDouble(bound.group(2)) * factor(bound.group(3));
            if (bound.group(1).equalsIgnoreCase("min")) {
                least = value;
            } else {
                most = value;
            }
        }
        return new ParameterRange(least, most);
    }

    boolean contains(long parameters) {
        return parameters >= least && parameters <= most;
    }

    private static double factor(String unit) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "K" -> 1e3;
            case "M" -> 1e6;
            case "B" -> 1e9;
            case "T" -> 1e12;
            default -> 1;
        };
    }
}
