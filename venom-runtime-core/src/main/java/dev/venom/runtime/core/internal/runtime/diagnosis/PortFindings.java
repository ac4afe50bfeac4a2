package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.core.internal.runtime.registry.Supervisors;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.secret.Redaction;
import java.util.List;
import java.util.Optional;

/** Who listens where a runtime is to answer. Immutable. */
final class PortFindings {
    private final ProcessTable processes;
    private final Supervisors supervisors;

    PortFindings(ProcessTable processes, Supervisors supervisors) {
        this.processes = processes;
        this.supervisors = supervisors;
    }

    /**
     * Who listens.
     *
     * @param lines for people
     * @param holder the process, where it can be seen
     * @param stranger who holds the port although he is not the runtime
     */
    record Finding(List<String> lines, Optional<ProcessRef> holder, Optional<String> stranger) {}

    Finding of(KnownRuntime runtime, Optional<Observation> seen) {
        Optional<LocalAddress> address = LocalAddress.of(runtime.spec().baseUri());
        if (address.isEmpty()) {
            return nobody(
                    "address " + Redaction.PATTERNS.in(runtime.spec().baseUri().toString())
                            + ": not on this host, so its port is not looked for here");
        }
        Optional<PortHolder> holder = processes.listener(address.get());
        if (holder.isEmpty()) {
            return nobody("port " + address.get().port() + ": nobody listens at " + address.get());
        }
        String who = holder.get()
                .process()
                .map(this::named)
                .orElse("a process of user " + holder.get().userId() + ", which can't be looked at");
        Optional<ProcessRef> process = holder.get().process().map(ProcessEntry::ref);
        boolean own = seen.isEmpty()
                || process.filter(ref -> seen.get().processes().contains(ref)).isPresent();
        return new Finding(
                List.of("port " + holder.get().port() + ": " + who),
                own ? process : Optional.empty(),
                own ? Optional.empty() : Optional.of(who));
    }

    private static Finding nobody(String line) {
        return new Finding(List.of(line), Optional.empty(), Optional.empty());
    }

    private String named(ProcessEntry process) {
        return "process " + process.ref().pid() + " of user " + process.userId()
                + supervisors
                        .ownerOf(process.ref())
                        .map(owned -> " in " + owned.owner().unit())
                        .orElse("")
                + ": " + Redaction.PATTERNS.in(process.commandLine());
    }
}
