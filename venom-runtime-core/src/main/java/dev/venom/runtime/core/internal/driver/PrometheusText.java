package dev.venom.runtime.core.internal.driver;

import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * Prometheus text, each metric summed over all its series: a server with several engines has one series for each. Only
 * what is asked for is read, for a server tells hundreds of series and few matter. Immutable.
 *
 * @param text as it was answered
 */
record PrometheusText(String text) {
    /** The first of some names that is there: names change from version to version. */
    OptionalLong whole(String... names) {
        OptionalDouble value = decimal(names);
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    OptionalDouble decimal(String... names) {
        return first(DoubleSummaryStatistics::getSum, names);
    }

    /** The highest of all series: a share does not add up. */
    OptionalDouble highest(String... names) {
        return first(DoubleSummaryStatistics::getMax, names);
    }

    private OptionalDouble first(ToDoubleFunction<DoubleSummaryStatistics> figure, String... names) {
        for (String name : names) {
            DoubleSummaryStatistics series = series(name);
            if (series.getCount() > 0) {
                return OptionalDouble.of(figure.applyAsDouble(series));
            }
        }
        return OptionalDouble.empty();
    }

    private DoubleSummaryStatistics series(String name) {
        DoubleSummaryStatistics series = new DoubleSummaryStatistics();
        for (int start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
            if (start == 0 || text.charAt(start - 1) == '\n') {
                int lineEnd = text.indexOf('\n', start);
                add(text.substring(start + name.length(), lineEnd < 0 ? text.length() : lineEnd), series);
            }
        }
        return series;
    }

    /** What follows the name: labels, which may hold anything, a value, and perhaps a time. */
    private static void add(String rest, DoubleSummaryStatistics series) {
        boolean labelled = rest.startsWith("{");
        int valueStart = labelled ? rest.lastIndexOf('}') + 1 : 0;
        if (labelled ? valueStart == 0 : !rest.startsWith(" ")) {
            return;
        }
        try {
            series.accept(Double.parseDouble(rest.substring(valueStart).strip().split(" ")[0]));
        } catch (NumberFormatException notANumber) {
            return;
        }
    }
}
