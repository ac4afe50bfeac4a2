package dev.venom.runtime.testbed.ollama;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Options with a value each, in their order.
 *
 * @param pairs of name and value
 */
record Options(List<Pair> pairs) {

    /** An option and its value. */
    record Pair(String name, String value) {

        /** What stands before the first equals sign, and behind it. */
        String[] assignment() {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(name + " needs NAME=VALUE, not " + value);
            }
            return new String[] {value.substring(0, equals), value.substring(equals + 1)};
        }

        int number() {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " needs a number, not " + value, e);
            }
        }
    }

    static Options parse(Set<String> known, String... arguments) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i])) {
                throw new IllegalArgumentException("Unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("A value is missing behind " + arguments[i]);
            }
            pairs.add(new Pair(arguments[i], arguments[i + 1]));
        }
        return new Options(List.copyOf(pairs));
    }

    List<Pair> all(String name) {
        return pairs.stream().filter(pair -> pair.name().equals(name)).toList();
    }

    Optional<Pair> last(String name) {
        return all(name).stream().reduce((before, after) -> after);
    }
}
