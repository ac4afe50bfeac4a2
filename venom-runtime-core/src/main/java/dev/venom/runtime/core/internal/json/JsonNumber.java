package dev.venom.runtime.core.internal.json;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A JSON number, kept as it was written: nothing is rounded on the way through, and a hostile exponent costs
 * nothing. Immutable.
 *
 * @param literal the number by JSON's grammar
 */
public record JsonNumber(String literal) implements JsonValue {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final double HIGHEST_EXACT_DOUBLE = 1L << 53;

    /** Refuses what is not a number. */
    public JsonNumber {
        if (!NUMBER.matcher(literal).matches()) {
            throw new IllegalArgumentException("Not a JSON number");
        }
    }

    /**
     * A whole number.
     *
     * @param value its value
     * @return the node
     */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /**
     * A number with a fraction.
     *
     * @param value its value, which is finite
     * @return the node
     */
    public static JsonNumber of(double value) {
        return new JsonNumber(Double.toString(value));
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public OptionalLong asNumber() {
        if (WHOLE.matcher(literal).matches()) {
            return parsed();
        }
        double value = asDecimal().orElse(Double.NaN);
        boolean exact = Math.abs(value) <= HIGHEST_EXACT_DOUBLE && value == Math.rint(value);
        return exact ? OptionalLong.of((long) value) : OptionalLong.empty();
    }

    /**
     * The value with its fraction.
     *
     * @return the nearest double; empty where it is beyond all of them
     */
    public OptionalDouble asDecimal() {
        double value = Double.parseDouble(literal);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private OptionalLong parsed() {
        try {
            return OptionalLong.of(Long.parseLong(literal));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
