package dev.venom.runtime.examples.cli;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.examples.cli.command.Commands;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.ExitCodes;
import dev.venom.runtime.examples.wire.ProgramDocuments;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Understands the arguments, runs the command that they name, and turns whatever it throws into an exit status. */
final class Program {
    private final Console console;

    Program(Console console) {
        this.console = console;
    }

    int run(String[] arguments) {
        try {
            return run(Arguments.of(arguments));
        } catch (Throwable thrown) {
            // Whatever it is, a script gets a documented status and one line, never a stack trace.
            return console.interruption().requested()
                    ? console.report().interrupted(thrown)
                    : console.report().report(thrown);
        }
    }

    private int run(Arguments arguments) throws InterruptedException {
        if (arguments.command().isEmpty()) {
            return withoutCommand(arguments);
        }
        Optional<CommandLine> command = Commands.named(arguments.command().get(), console);
        return command.isPresent()
                ? run(command.get(), arguments)
                : usageError("There is no command '" + arguments.command().get() + "'.", commands());
    }

    private int run(CommandLine command, Arguments arguments) throws InterruptedException {
        try {
            command.parseArgs(arguments.rest());
        } catch (ParameterException e) {
            return usageError(e.getMessage(), "See '" + command.getCommandName() + " --help'.");
        }
        return command.isUsageHelpRequested() ? help(command) : Commands.run(command);
    }

    private int withoutCommand(Arguments arguments) {
        if (arguments.asksFor("-h", "--help")) {
            return help(Commands.all(console));
        }
        if (arguments.asksFor("-V", "--version")) {
            String version = Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
                    .orElse("development");
            console.output().result(() -> ProgramDocuments.version(version), () -> "venom " + version);
            return ExitCodes.DONE;
        }
        return usageError("No command is given.", commands());
    }

    private int help(CommandLine command) {
        String usage = command.getUsageMessage().stripTrailing();
        console.output().result(() -> ProgramDocuments.help(usage), () -> usage);
        return ExitCodes.DONE;
    }

    private int usageError(String message, String hint) {
        return console.report().report(new Failure(ErrorCode.INVALID_REQUEST, sentence(message), hint));
    }

    private static String commands() {
        return "Commands: " + String.join(", ", Commands.names()) + "; see 'venom --help'.";
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }
}
