package dev.venom.runtime.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The arguments with the command's name taken out. It is found before anything is parsed, so that a run builds one
 * command and not all of them; options may stand before the name as well as after it.
 */
final class Arguments {
    private static final String OPTION_WITH_VALUE = "--cache-dir";

    private final Optional<String> command;
    private final List<String> rest;

    private Arguments(Optional<String> command, List<String> rest) {
        this.command = command;
        this.rest = rest;
    }

    static Arguments of(String... arguments) {
        List<String> all = Arrays.asList(arguments);
        int index = indexOfCommand(all);
        if (index == all.size()) {
            return new Arguments(Optional.empty(), all);
        }
        List<String> rest = new ArrayList<>(all);
        return new Arguments(Optional.of(rest.remove(index)), rest);
    }

    Optional<String> command() {
        return command;
    }

    String[] rest() {
        return rest.toArray(String[]::new);
    }

    boolean asksFor(String shortOption, String longOption) {
        return rest.contains(shortOption) || rest.contains(longOption);
    }

    private static int indexOfCommand(List<String> all) {
        int index = 0;
        while (index < all.size() && all.get(index).startsWith("-")) {
            index += all.get(index).equals(OPTION_WITH_VALUE) ? 2 : 1;
        }
        return Math.min(index, all.size());
    }
}
