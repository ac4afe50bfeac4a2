package dev.venom.runtime.core;

import dev.venom.runtime.core.internal.http.RuntimeTransport;
import dev.venom.runtime.core.internal.http.Wire;
import dev.venom.runtime.core.internal.http.WireOptions;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.log.LogDirectory;
import dev.venom.runtime.core.internal.monitor.RuntimeAssessor;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.runtime.launch.LaunchPlans;
import dev.venom.runtime.core.internal.runtime.launch.RuntimeControl;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeLanes;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeOperations;
import dev.venom.runtime.core.internal.runtime.lifecycle.RuntimeWorkshop;
import dev.venom.runtime.core.internal.runtime.lifecycle.UnfinishedActivations;
import dev.venom.runtime.core.internal.runtime.registry.Drivers;
import dev.venom.runtime.core.internal.runtime.registry.Host;
import dev.venom.runtime.core.internal.runtime.registry.RuntimeRegistry;
import dev.venom.runtime.core.internal.runtime.registry.Supervisors;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.runtime.status.RuntimeStatuses;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.core.internal.thread.OwnedThreads;
import dev.venom.runtime.spi.host.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a manager that are about runtimes, put together when a runtime is first asked for. Immutable.
 *
 * @param registry the runtimes of this host
 * @param files what is remembered of them
 * @param statuses how they are
 * @param workshop what works on them share
 * @param operations turns requests into operations
 * @param wire HTTP to them
 * @param background threads for supervisors
 */
record RuntimeComponents(
        RuntimeRegistry registry,
        RuntimeFiles files,
        RuntimeStatuses statuses,
        RuntimeWorkshop workshop,
        RuntimeOperations operations,
        OnFirstUse<Wire> wire,
        OwnedThreads background)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeComponents.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ENDING = Duration.ofSeconds(5);

    static RuntimeComponents assemble(Components.Configuration from, Material material) {
        OnFirstUse<Wire> wire = new OnFirstUse<>(
                () -> Wire.unpaced(WireOptions.of(from.settings().all()).withConnectTimeout(CONNECT_TIMEOUT)));
        OwnedThreads background = OwnedThreads.unlimited("venom-supervision");
        RuntimeFiles files = new RuntimeFiles(from.settings().cacheDirectory().resolve("runtimes"));
        Host host = new Host(
                from.settings(),
                from.clock(),
                material.processes(),
                files,
                LogDirectory.of(from.settings()),
                new RuntimeTransport(wire),
                background);
        RuntimeRegistry registry = new RuntimeRegistry(
                from.runtimes(),
                new Drivers(from.drivers().get()),
                new Supervisors(from.supervisors().get(), host),
                host);
        RuntimeStatuses statuses = new RuntimeStatuses(new RuntimeAssessor(material.processes(), from.clock()), files);
        RuntimeWorkshop workshop = new RuntimeWorkshop(
                registry,
                files,
                new RuntimeLanes(material.queue(), material.journal(), material.operationsDirectory(), from.clock()),
                new RuntimeControl(
                        new LaunchPlans(host, () -> false),
                        files,
                        ref -> material.store().find(ref),
                        from.clock(),
                        System::nanoTime),
                material.left(),
                UnfinishedActivations.NONE,
                statuses::of);
        return new RuntimeComponents(
                registry,
                files,
                statuses,
                workshop,
                new RuntimeOperations(workshop, material.queue()),
                wire,
                background);
    }

    /** What watches first, then what is watched. */
    @Override
    public void close() {
        registry.close();
        wire.end().ifPresent(Wire::close);
        background.interrupt();
        if (!background.end(ENDING)) {
            LOG.warn("a supervisor's background work did not end within {} s", ENDING.toSeconds());
        }
    }

    /**
     * What the runtimes share with the rest of the manager. Immutable.
     *
     * @param queue runs operations
     * @param journal their journals
     * @param operationsDirectory where their locks lie
     * @param left what dead processes left of them
     * @param store what is installed
     * @param processes the processes of this host
     */
    record Material(
            OperationQueue queue,
            OperationJournal journal,
            Path operationsDirectory,
            AbandonedOperations left,
            ModelStore store,
            ProcessTable processes) {}
}
