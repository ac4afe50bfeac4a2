package dev.venom.runtime.testbed.hub.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a query string or a form, in order; a name may repeat. Immutable. */
public record Query(List<Parameter> parameters) {

    /** One decoded {@code name=value}. */
    public record Parameter(String name, String value) {}

    /** Copies the list. */
    public Query {
        parameters = List.copyOf(parameters);
    }

    /** Parses {@code a=1&b=2}. */
    public static Query parse(String text) {
        return new Query(Arrays.stream(text.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(Query::parameter)
                .toList());
    }

    /** The first value of that name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of that name. */
    public List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Whether the first value of that name says yes. */
    public boolean asksFor(String name) {
        return first(name)
                .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .isPresent();
    }

    /** These parameters with one of that name and value in place of all others of that name. */
    public Query with(String name, String value) {
        List<Parameter> changed = new ArrayList<>(parameters);
        changed.removeIf(parameter -> parameter.name().equals(name));
        changed.add(new Parameter(name, value));
        return new Query(changed);
    }

    /** The query string, encoded. */
    @Override
    public String toString() {
        return parameters.stream()
                .map(parameter -> Percent.encode(parameter.name(), "") + "=" + Percent.encode(parameter.value(), "/:"))
                .collect(Collectors.joining("&"));
    }

    private static Parameter parameter(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return new Parameter(decode(name), decode(value));
    }

    private static String decode(String text) {
        return Percent.decode(text.replace('+', ' '));
    }
}
