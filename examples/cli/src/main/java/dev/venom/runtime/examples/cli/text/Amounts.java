package dev.venom.runtime.examples.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Sizes, counts and times, short enough for a table. */
public final class Amounts {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] COUNT_UNITS = {"", "K", "M", "B", "T"};
    private static final int STEP = 1_000;

    private Amounts() {}

    /**
     * A size, in units of a thousand.
     *
     * @param bytes how much; may be negative
     * @return such as {@code 5.1 GB}
     */
    public static String bytes(long bytes) {
        return scaled(bytes, BYTE_UNITS, " ");
    }

    /**
     * A count of weights.
     *
     * @param count how many
     * @return such as {@code 2.5B}
     */
    public static String count(long count) {
        return scaled(count, COUNT_UNITS, "");
    }

    /**
     * A time to wait.
     *
     * @param duration how long
     * @return such as {@code 2m05s}
     */
    public static String time(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%dh%02dm", seconds / 3_600, seconds / 60 % 60);
    }

    private static String scaled(long amount, String[] units, String gap) {
        double value = amount;
        int unit = 0;
        // 999.5 and more would be rounded to a thousand of the smaller unit.
        while (Math.abs(value) >= STEP - 0.5 && unit < units.length - 1) {
            value /= STEP;
            unit++;
        }
        return number(value, unit) + gap + units[unit];
    }

    private static String number(double value, int unit) {
        long tenths = Math.round(Math.abs(value) * 10);
        if (unit == 0 || tenths >= 1_000) {
            return Long.toString(Math.round(value));
        }
        return (value < 0 ? "-" : "") + tenths / 10 + "." + tenths % 10;
    }
}
