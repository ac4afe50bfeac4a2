package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import dev.venom.runtime.supervisor.process.internal.linux.ExitNotifier;
import dev.venom.runtime.supervisor.process.internal.linux.Signals;
import dev.venom.runtime.supervisor.process.internal.tree.ProcessSnapshots;
import java.time.Duration;

/**
 * What all runtimes of a supervisor are tended with. Immutable.
 *
 * @param tools what children are started through
 * @param snapshots where their processes are found
 * @param signals how they are told
 * @param exits how the end of other hosts' children is noticed
 * @param children what this virtual machine started itself
 * @param settling how long a start watches for a program that ends at once
 */
public record ProcessServices(
        Tools tools,
        ProcessSnapshots snapshots,
        Signals signals,
        ExitNotifier exits,
        ChildProcesses children,
        Duration settling) {}
