package dev.venom.runtime.examples.cli.command;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cli.console.Console;
import dev.venom.runtime.examples.cli.console.Output;
import picocli.CommandLine.Mixin;

/** A command: opens a manager, makes its one call, closes it. */
abstract class ManagedCommand {
    private final Console console;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    ManagedCommand(Console console) {
        this.console = console;
    }

    final int call() throws InterruptedException {
        prepare();
        try (ModelManager manager = shared.open()) {
            return run(manager);
        }
    }

    /** What has to happen before the manager is opened. */
    void prepare() {
        // Most commands end so soon that the virtual machine's own way to deal with Ctrl+C is right for them.
    }

    /** Makes the call and prints what came of it; yields the exit status. */
    abstract int run(ModelManager manager) throws InterruptedException;

    final Console console() {
        return console;
    }

    final Output output() {
        return console.output();
    }
}
