package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The options in a runtime's command, also one for a shell, as {@code --name value} or {@code --name=value}. Immutable. */
public final class CommandOptions {
    /** What follows is a command for a shell, as in {@code bash -lc}. */
    private static final Pattern SCRIPT = Pattern.compile("-[a-z]*c");

    private final List<String> words;

    private CommandOptions(List<String> words) {
        this.words = words;
    }

    /**
     * Reads a runtime's command.
     *
     * @param spec the runtime
     * @return its options; none where a unit holds the command
     */
    public static CommandOptions of(RuntimeSpec spec) {
        List<String> words = new ArrayList<>();
        for (String word : spec.command()) {
            boolean isScript = !words.isEmpty()
                    && SCRIPT.matcher(words.get(words.size() - 1)).matches();
            words.addAll(isScript ? wordsOf(word) : List.of(word));
        }
        return new CommandOptions(List.copyOf(words));
    }

    private static List<String> wordsOf(String script) {
        return Stream.of(script.strip().split("\\s+"))
                .map(word -> word.replaceAll("^[\"']+|[\"']+$", ""))
                .toList();
    }

    /**
     * Whether a command is known at all.
     *
     * @return false where a unit holds it
     */
    public boolean areKnown() {
        return !words.isEmpty();
    }

    /**
     * Whether a switch is there.
     *
     * @param name with its dashes
     * @return true if so
     */
    public boolean has(String name) {
        return words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
    }

    /**
     * The value of an option; the last one counts.
     *
     * @param names its names, with their dashes
     * @return the value
     */
    public Optional<String> value(String... names) {
        Optional<String> found = Optional.empty();
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            for (String name : names) {
                if (word.equals(name) && index + 1 < words.size()) {
                    found = Optional.of(words.get(index + 1));
                } else if (word.startsWith(name + "=")) {
                    found = Optional.of(word.substring(name.length() + 1));
                }
            }
        }
        return found;
    }

    /**
     * The value of a variable that the command itself gives to the server, as in {@code env NAME=value server} and
     * {@code docker run -e NAME=value}; the last one counts.
     *
     * @param variable its name
     * @return the value
     */
    public Optional<String> assigned(String variable) {
        Pattern assignment = Pattern.compile("(?:--env=|-e)?[\"']?" + Pattern.quote(variable) + "=[\"']?(.*)");
        return words.stream()
                .map(assignment::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .reduce((earlier, later) -> later);
    }

    /**
     * A positive number.
     *
     * @param names names of the option
     * @return its value; empty where it is missing or not a number
     */
    public OptionalInt count(String... names) {
        try {
            return value(names)
                    .map(text -> OptionalInt.of(Integer.parseInt(text)))
                    .filter(number -> number.getAsInt() > 0)
                    .orElse(OptionalInt.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    /**
     * A share between 0 and 1.
     *
     * @param names names of the option
     * @return its value; empty where it is missing or not a share
     */
    public OptionalDouble share(String... names) {
        try {
            return value(names)
                    .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                    .filter(number -> number.getAsDouble() > 0 && number.getAsDouble() <= 1)
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
