package dev.venom.runtime.supervisor.process.internal.output;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.secret.Redaction;

/** Names a process for people. */
public final class ProcessText {
    private static final int LONGEST_COMMAND = 100;

    private ProcessText() {}

    /** Its number and the beginning of its command line, without secrets. */
    public static String of(ProcessEntry process) {
        String command = Redaction.PATTERNS.in(process.commandLine());
        String start = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command;
        return "process " + process.ref().pid() + " (" + start + ")";
    }
}
