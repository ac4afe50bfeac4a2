package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.examples.cli.console.Console;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every command by its name. A command is built when it is named, so that a short one pays for itself alone. */
public final class Commands {
    private static final String PROGRAM = "venom";
    private static final List<String> NAMES = List.of(
            "search",
            "catalog",
            "plan",
            "install",
            "list",
            "verify",
            "remove",
            "activate",
            "deactivate",
            "runtimes",
            "start",
            "stop",
            "restart",
            "supervise",
            "logs",
            "units",
            "diagnose",
            "prune",
            "operations",
            "pause",
            "resume",
            "cancel",
            "retry",
            "doctor");

    private Commands() {}

    /**
     * The names of the commands, without their aliases.
     *
     * @return names in the order in which they are needed
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * One command, ready to parse its arguments.
     *
     * @param name its name or alias
     * @param console where it prints
     * @return the command; empty if there is none of that name
     */
    public static Optional<CommandLine> named(String name, Console console) {
        return create(name, console).map(Commands::commandLine);
    }

    /**
     * The program with all commands, for its help.
     *
     * @param console where they print
     * @return a command line of subcommands
     */
    public static CommandLine all(Console console) {
        CommandLine program = new CommandLine(new Overview());
        for (String name : NAMES) {
            create(name, console).ifPresent(command -> program.addSubcommand(name, command));
        }
        return program;
    }

    /**
     * Runs a command that has parsed its arguments.
     *
     * @param command a command of this class
     * @return the exit status
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static int run(CommandLine command) throws InterruptedException {
        ManagedCommand parsed = command.getCommand();
        return parsed.call();
    }

    private static CommandLine commandLine(ManagedCommand command) {
        CommandLine line = new CommandLine(command);
        line.setCommandName(PROGRAM + " " + line.getCommandName());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);
        line.setAllowOptionsAsOptionParameters(false);
        return line;
    }

    private static Optional<ManagedCommand> create(String name, Console console) {
        return switch (name) {
            case "search" -> Optional.of(new SearchCommand(console));
            case "catalog" -> Optional.of(new CatalogCommand(console));
            case "plan" -> Optional.of(new PlanCommand(console));
            case "install", "pull" -> Optional.of(new InstallCommand(console));
            case "list", "ls" -> Optional.of(new ListCommand(console));
            case "verify" -> Optional.of(new VerifyCommand(console));
            case "remove", "rm" -> Optional.of(new RemoveCommand(console));
            case "runtimes", "ps" -> Optional.of(new RuntimesCommand(console));
            case "activate" -> Optional.of(new ActivateCommand(console));
            case "deactivate" -> Optional.of(new DeactivateCommand(console));
            case "start" -> Optional.of(new StartCommand(console));
            case "stop" -> Optional.of(new StopCommand(console));
            case "restart" -> Optional.of(new RestartCommand(console));
            case "supervise" -> Optional.of(new SuperviseCommand(console));
            case "logs" -> Optional.of(new LogsCommand(console));
            case "units" -> Optional.of(new UnitsCommand(console));
            case "diagnose" -> Optional.of(new DiagnoseCommand(console));
            case "prune" -> Optional.of(new PruneCommand(console));
            case "operations" -> Optional.of(new OperationsCommand(console));
            case "pause" -> Optional.of(new PauseCommand(console));
            case "resume" -> Optional.of(new ResumeCommand(console));
            case "cancel" -> Optional.of(new CancelCommand(console));
            case "retry" -> Optional.of(new RetryCommand(console));
            case "doctor" -> Optional.of(new DoctorCommand(console));
            default -> Optional.empty();
        };
    }

    /** The program itself: does nothing, and says what there is. */
    @Command(
            name = PROGRAM,
            synopsisSubcommandLabel = "COMMAND",
            description = "Finds, installs and verifies models for local runtimes, and runs these.",
            footer = {
                "",
                "Every command takes --json, --cache-dir DIR and --help.",
                "REF is provider:name[@revision], such as hf:google/gemma-2b-it@main or ollama:gemma3:270m."
            })
    private static final class Overview {}
}
