package dev.venom.runtime.examples.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandsTest {
    private final Console console = Console.ofProcess(Output.Style.HUMAN);

    @ParameterizedTest
    @MethodSource("dev.venom.runtime.examples.cli.command.Commands#names")
    void everyCommandHasTheNameItIsListedUnderAndTheOptionsOfAll(String name) {
        CommandLine command = Commands.named(name, console).orElseThrow();

        assertThat(command.getCommandName()).isEqualTo("venom " + name);
        assertThat(command.getCommandSpec().optionsMap()).containsKeys("--json", "--cache-dir", "--help");
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pull, install", "ls, list", "rm, remove", "ps, runtimes"})
    void aliasesLeadToTheirCommand(String alias, String name) {
        assertThat(Commands.named(alias, console).orElseThrow().getCommandName())
                .isEqualTo("venom " + name);
    }

    @Test
    void otherNamesLeadNowhere() {
        assertThat(Commands.named("frobnicate", console)).isEmpty();
    }

    @Test
    void theHelpOfTheProgramListsEveryCommand() {
        assertThat(Commands.all(console).getUsageMessage()).contains(Commands.names());
    }
}
