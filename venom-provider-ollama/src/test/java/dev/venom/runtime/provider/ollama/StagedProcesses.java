package dev.venom.runtime.provider.ollama;

import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of a host that a test thought up. Confined to one thread. */
final class StagedProcesses implements ProcessTable {
    private final List<ProcessEntry> entries = new ArrayList<>();
    private final Map<Long, Map<String, String>> environments = new HashMap<>();
    private final Map<Long, String> groups = new HashMap<>();
    private final Map<Integer, PortHolder> holders = new HashMap<>();

    StagedProcesses process(long pid, long parent, long user, String commandLine) {
        entries.add(new ProcessEntry(new ProcessRef(pid, pid, "boot"), parent, pid, pid, 'S', user, commandLine));
        return this;
    }

    StagedProcesses environment(long pid, Map<String, String> variables) {
        environments.put(pid, variables);
        return this;
    }

    StagedProcesses group(long pid, String controlGroup) {
        groups.put(pid, controlGroup);
        return this;
    }

    /** The process listens, and can be seen doing it. */
    StagedProcesses listens(int port, long pid) {
        ProcessEntry entry = find(pid).orElseThrow();
        holders.put(port, new PortHolder(loopback(port), entry.userId(), Optional.of(entry)));
        return this;
    }

    /** Somebody of another user listens. */
    StagedProcesses listensUnseen(int port, long user) {
        holders.put(port, new PortHolder(loopback(port), user, Optional.empty()));
        return this;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public List<ProcessEntry> processes() {
        return List.copyOf(entries);
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return entries.stream().filter(entry -> entry.ref().pid() == pid).findFirst();
    }

    @Override
    public Optional<String> variable(ProcessRef process, String name) {
        return Optional.ofNullable(
                environments.getOrDefault(process.pid(), Map.of()).get(name));
    }

    @Override
    public Optional<String> controlGroup(ProcessRef process) {
        return Optional.ofNullable(groups.get(process.pid()));
    }

    @Override
    public Optional<PortHolder> listener(LocalAddress address) {
        return Optional.ofNullable(holders.get(address.port()));
    }
}
