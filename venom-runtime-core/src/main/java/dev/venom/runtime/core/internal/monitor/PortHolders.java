package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.host.ControlGroupMemory;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds the processes of runtimes that somebody else supervises: who holds the port, and his children. To look for
 * them is dear, so that what was found is kept for a while. Thread-safe.
 */
final class PortHolders {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ProcessTable table;
    private final ControlGroupMemory groups;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private record Found(Holding holding, long nanos) {}

    /**
     * The processes of a runtime. Immutable.
     *
     * @param processes the holder of its port first; none where it answers on another host or he may not be seen
     * @param cgroup the control group that holds them and nothing else
     */
    record Holding(List<ProcessRef> processes, Optional<String> cgroup) {
        static final Holding NONE = new Holding(List.of(), Optional.empty());
    }

    PortHolders(HostProbes probes) {
        this.table = probes.table();
        this.groups = probes.groups();
    }

    Holding of(RuntimeSpec spec) {
        Found known = found.get(spec.id());
        if (known == null || isOld(known) || isOver(known)) {
            known = new Found(look(spec), System.nanoTime());
            found.put(spec.id(), known);
        }
        List<ProcessRef> alive =
                known.holding().processes().stream().filter(table::isAlive).toList();
        return new Holding(alive, known.holding().cgroup());
    }

    void forget(String runtime) {
        found.remove(runtime);
    }

    private boolean isOver(Found known) {
        List<ProcessRef> processes = known.holding().processes();
        return !processes.isEmpty() && !table.isAlive(processes.get(0));
    }

    private static boolean isOld(Found known) {
        return System.nanoTime() - known.nanos() > KEPT_NANOS;
    }

    private Holding look(RuntimeSpec spec) {
        return LocalAddress.of(spec.baseUri())
                .flatMap(table::listener)
                .flatMap(PortHolder::process)
                .map(entry -> holding(entry.ref()))
                .orElse(Holding.NONE);
    }

    private Holding holding(ProcessRef holder) {
        List<ProcessRef> tree = withDescendants(holder);
        Set<Long> pids = tree.stream().map(ProcessRef::pid).collect(Collectors.toSet());
        return new Holding(tree, table.controlGroup(holder).filter(group -> groups.holdsOnly(group, pids)));
    }

    private List<ProcessRef> withDescendants(ProcessRef root) {
        List<ProcessEntry> all = table.processes();
        List<ProcessRef> tree = new ArrayList<>(List.of(root));
        Set<Long> pids = new HashSet<>(Set.of(root.pid()));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ProcessEntry entry : all) {
                if (pids.contains(entry.parentPid()) && pids.add(entry.ref().pid())) {
                    tree.add(entry.ref());
                    grown = true;
                }
            }
        }
        return List.copyOf(tree);
    }
}
