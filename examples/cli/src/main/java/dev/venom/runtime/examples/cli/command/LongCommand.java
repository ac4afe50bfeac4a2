package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.examples.cli.console.Console;

/** A command that waits for a network, a disk or another process: Ctrl+C ends it in good order. */
abstract class LongCommand extends ManagedCommand {
    LongCommand(Console console) {
        super(console);
    }

    @Override
    final void prepare() {
        console().interruption().listen();
    }
}
