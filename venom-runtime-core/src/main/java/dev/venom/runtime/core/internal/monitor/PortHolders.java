package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Finds the processes of runtimes that somebody else supervises: who holds the port, and his children. To look for
 * them is dear, so that what was found is kept for a while. Thread-safe.
 */
final class PortHolders {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ProcessTable table;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private record Found(List<ProcessRef> processes, long nanos) {}

    PortHolders(ProcessTable table) {
        this.table = table;
    }

    /** The holder first; nothing where the runtime answers on another host or its holder may not be seen. */
    List<ProcessRef> processesOf(RuntimeSpec spec) {
        Found known = found.get(spec.id());
        if (known == null || isOld(known) || isOver(known)) {
            known = new Found(isLocal(spec.baseUri()) ? look(spec.baseUri()) : List.of(), System.nanoTime());
            found.put(spec.id(), known);
        }
        return known.processes().stream().filter(table::isAlive).toList();
    }

    void forget(String runtime) {
        found.remove(runtime);
    }

    private boolean isOver(Found known) {
        return !known.processes().isEmpty() && !table.isAlive(known.processes().get(0));
    }

    private static boolean isOld(Found known) {
        return System.nanoTime() - known.nanos() > KEPT_NANOS;
    }

    private List<ProcessRef> look(URI uri) {
        Optional<ProcessEntry> holder = table.listener(port(uri)).flatMap(PortHolder::process);
        return holder.map(entry -> withDescendants(entry.ref())).orElse(List.of());
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

    private static boolean isLocal(URI uri) {
        try {
            InetAddress address = InetAddress.getByName(uri.getHost());
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException elsewhere) {
            return false;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
