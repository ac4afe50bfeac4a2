package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.supervisor.process.internal.record.RuntimeRecord;
import java.util.Optional;

/** The hosts that a record speaks of, and whether they are still there. Immutable. */
final class Hosts {
    private final ProcessTable processes;
    private final Optional<ProcessRef> self;

    Hosts(ProcessTable processes) {
        this.processes = processes;
        this.self = processes.find(ProcessHandle.current().pid()).map(ProcessEntry::ref);
    }

    /** The host that calls. */
    Optional<ProcessRef> self() {
        return self;
    }

    /** Whether the host with which a runtime ends is gone. */
    boolean isLost(RuntimeRecord known) {
        return known.endsWith().filter(host -> !isAlive(host)).isPresent();
    }

    /** Whether the host that started or stopped it last is still there. */
    boolean isActing(RuntimeRecord known) {
        return known.standing().actor().filter(this::isAlive).isPresent();
    }

    boolean isAlive(ProcessRef process) {
        return self.filter(process::equals).isPresent() || processes.isAlive(process);
    }
}
