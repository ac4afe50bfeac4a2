package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** The runtimes that this manager has in hand, each once. Thread-safe. */
final class Attachments implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AttachedRuntime> byId = new TreeMap<>();
    private final HostContext host;

    Attachments(HostContext host) {
        this.host = host;
    }

    SupervisedRuntime of(RuntimeSpec spec, RuntimeSupervisor supervisor) {
        lock.lock();
        try {
            AttachedRuntime known = byId.get(spec.id());
            if (known != null && known.isFor(spec, supervisor)) {
                return known;
            }
            if (known != null) {
                known.close();
            }
            AttachedRuntime attached =
                    new AttachedRuntime(spec, supervisor, new HostSupervisorContext(supervisor.id(), host));
            byId.put(spec.id(), attached);
            return attached;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            byId.values().forEach(AttachedRuntime::close);
            byId.clear();
        } finally {
            lock.unlock();
        }
    }
}
