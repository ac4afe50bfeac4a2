package dev.venom.runtime.core.internal.driver;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Prometheus text, each metric summed over all its series: a server with several engines has one series for each.
 * Immutable.
 *
 * @param sums name and sum
 */
record PrometheusText(Map<String, Double> sums) {
    static PrometheusText parse(String text) {
        Map<String, Double> sums = new TreeMap<>();
        text.lines().forEach(line -> add(line, sums));
        return new PrometheusText(sums);
    }

    /** The first of some names that is there: names change from version to version. */
    OptionalLong whole(String... names) {
        OptionalDouble value = decimal(names);
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    OptionalDouble decimal(String... names) {
        for (String name : names) {
            Double sum = sums.get(name);
            if (sum != null) {
                return OptionalDouble.of(sum);
            }
        }
        return OptionalDouble.empty();
    }

    private static void add(String line, Map<String, Double> sums) {
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
            sums.merge(line.substring(0, nameEnd), value, Double::sum);
        } catch (NumberFormatException notANumber) {
            return;
        }
    }
}
