package dev.venom.runtime.core.internal.driver;

import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Prometheus text, each metric summed over all its series: a server with several engines has one series for each.
 * Immutable.
 *
 * @param series name and what its series have in common
 */
record PrometheusText(Map<String, DoubleSummaryStatistics> series) {
    static PrometheusText parse(String text) {
        Map<String, DoubleSummaryStatistics> series = new TreeMap<>();
        text.lines().forEach(line -> add(line, series));
        return new PrometheusText(series);
    }

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
            DoubleSummaryStatistics known = series.get(name);
            if (known != null) {
                return OptionalDouble.of(figure.applyAsDouble(known));
            }
        }
        return OptionalDouble.empty();
    }

    private static void add(String line, Map<String, DoubleSummaryStatistics> series) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        int labels = line.indexOf('{');
        int end = line.lastIndexOf('}');
        int nameEnd = labels >= 0 ? labels : line.indexOf(' ');
        int valueStart = labels >= 0 ? end + 1 : nameEnd;
        if (nameEnd <= 0 || valueStart <= 0 || valueStart >= line.length()) {
            return;
        }
        try {
            double value = Double.parseDouble(line.substring(valueStart).strip().split(" ")[0]);
            series.computeIfAbsent(line.substring(0, nameEnd), name -> new DoubleSummaryStatistics())
                    .accept(value);
        } catch (NumberFormatException notANumber) {
            return;
        }
    }
}
