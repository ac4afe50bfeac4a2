package dev.venom.runtime.supervisor.process.internal.tree;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the server among the processes of a runtime: who holds its port, or whoever started those who do. Immutable.
 *
 * @param members the processes of the runtime
 */
public record ServerPath(List<ProcessEntry> members) {
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "busybox");

    /** The process of the runtime that holds the port. */
    public Optional<ProcessEntry> holder(Optional<ProcessRef> portHolder) {
        return portHolder.flatMap(this::member);
    }

    /**
     * The process from which a holder of the port descends, and which nobody else of the runtime but shells started:
     * the one that knows how to end the others.
     */
    public ProcessEntry server(ProcessEntry holder) {
        ProcessEntry server = holder;
        Optional<ProcessEntry> parent = parent(server);
        while (parent.isPresent() && !isShell(parent.get())) {
            server = parent.get();
            parent = parent(server);
        }
        return server;
    }

    /** Whether it only runs others: told to end, it does not pass that on to whom it waits for. */
    public static boolean isShell(ProcessEntry process) {
        String program = process.commandLine().split(" ", 2)[0];
        String name = program.substring(program.lastIndexOf('/') + 1);
        return SHELLS.contains(name.startsWith("-") ? name.substring(1) : name);
    }

    private Optional<ProcessEntry> parent(ProcessEntry process) {
        return members.stream()
                .filter(entry -> entry.ref().pid() == process.parentPid())
                .findFirst();
    }

    private Optional<ProcessEntry> member(ProcessRef process) {
        return members.stream().filter(entry -> entry.ref().equals(process)).findFirst();
    }
}
