package dev.venom.runtime.supervisor.process.internal.runtime;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.supervisor.process.internal.stop.HostGuard;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this virtual machine itself holds of the runtimes that it started, whichever handle started them: handles come
 * and go, and only a parent learns an exit code. Thread-safe.
 */
public final class ChildProcesses {
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final Map<String, HostGuard> guards = new ConcurrentHashMap<>();

    /** A leader that this virtual machine started. */
    private record Child(ProcessRef leader, Process process) {}

    /** Holds nothing yet. */
    public ChildProcesses() {}

    void add(String runtime, ProcessRef leader, Process process) {
        children.put(runtime, new Child(leader, process));
    }

    /** The process of a leader, where this virtual machine is its parent. */
    Optional<Process> find(String runtime, ProcessRef leader) {
        return Optional.ofNullable(children.get(runtime))
                .filter(child -> child.leader().equals(leader))
                .map(Child::process);
    }

    void forget(String runtime) {
        children.remove(runtime);
    }

    void guard(String runtime, HostGuard guard) {
        Optional.ofNullable(guards.put(runtime, guard)).ifPresent(HostGuard::dismiss);
    }

    boolean isGuarded(String runtime) {
        return guards.containsKey(runtime);
    }

    /** Sends away who would end a runtime with this virtual machine. */
    void dismissGuard(String runtime) {
        Optional.ofNullable(guards.remove(runtime)).ifPresent(HostGuard::dismiss);
    }
}
