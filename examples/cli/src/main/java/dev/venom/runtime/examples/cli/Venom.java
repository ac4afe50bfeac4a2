package dev.venom.runtime.examples.cli;

import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.Output;
import java.util.List;

/** The program {@code venom}. */
public final class Venom {
    private Venom() {}

    /**
     * Runs one command and ends the process with its exit status.
     *
     * @param arguments a command with its options
     */
    public static void main(String[] arguments) {
        Output.Style style = style(arguments);
        ProgramProperties.apply(style);
        Console console = Console.ofProcess(style);
        System.exit(new Program(console).run(arguments));
    }

    /** Decided before the arguments are understood: a program that reads JSON wants usage errors as JSON too. */
    private static Output.Style style(String[] arguments) {
        return List.of(arguments).contains("--json") ? Output.Style.JSON : Output.Style.HUMAN;
    }
}
