package dev.venom.runtime.core;

import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.configuration.Limits;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.format.ModelInspector;
import dev.venom.runtime.core.internal.gpu.GpuPaths;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.install.HostExamination;
import dev.venom.runtime.core.internal.install.HostReporter;
import dev.venom.runtime.core.internal.install.ModelOperations;
import dev.venom.runtime.core.internal.install.ModelPlanner;
import dev.venom.runtime.core.internal.install.ModelSearch;
import dev.venom.runtime.core.internal.install.ModelServices;
import dev.venom.runtime.core.internal.install.ModelUse;
import dev.venom.runtime.core.internal.install.OperationControl;
import dev.venom.runtime.core.internal.install.Pruning;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.log.LogLimits;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.partial.PartialLimits;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.provider.SharedContext;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.OperationListener;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One manager, put together: its views, and what ends with it. Immutable.
 *
 * @param lifecycle whether it takes calls
 * @param models its models
 * @param runtimes its runtimes
 * @param operations its operations
 * @param host its host
 * @param events hands events to listeners
 * @param queue runs operations
 * @param providers where models come from
 * @param gpus the GPUs of the host
 * @param network what was made for the network, if anything was
 * @param runtimeComponents what is about runtimes, made when one is first asked for
 */
record Components(
        Lifecycle lifecycle,
        Models models,
        Runtimes runtimes,
        Operations operations,
        Host host,
        EventDispatcher events,
        OperationQueue queue,
        Providers providers,
        Gpus gpus,
        Network network,
        Lazy<RuntimeComponents> runtimeComponents)
        implements AutoCloseable {
    private static final long CONFIRM_ABOVE_BYTES = 20_000_000_000L;
    private static final int MAX_DOWNLOADS = 2;

    static Components assemble(Configuration from) {
        Path cache = from.settings().cacheDirectory();
        Path operationsDirectory = cache.resolve("operations");
        ProcessIdentity self = ProcessIdentity.current();
        EventDispatcher events = new EventDispatcher();
        from.listeners().forEach(events::add);
        OperationJournal journal = new OperationJournal(operationsDirectory);
        OperationQueue queue = new OperationQueue(
                journal,
                events,
                from.clock(),
                System::nanoTime,
                self,
                from.limits().maxDownloads().orElse(MAX_DOWNLOADS));
        PartialStore partials =
                new PartialStore(cache.resolve("partial"), PartialLimits.standard(), from.clock(), self);
        Network network = Network.of(from, partials);
        ProcessTable processes = new LinuxProcessTable();
        HostMemory memory = new HostMemory();
        Gpus gpus = new Gpus(GpuPaths.of(from.settings()));
        Providers providers = new Providers(
                from.providers(),
                new SharedContext(network.transport(), from.settings(), from.clock(), processes, network));
        ModelStore store = new ModelStore(
                cache, new CrossProcessLock(operationsDirectory.resolve("manifest.lock")), providers, from.clock());
        DiskAdmission admission = new DiskAdmission(
                journal,
                new CrossProcessLock(operationsDirectory.resolve("admission.lock")),
                from.limits().maxDiskBytes(),
                new UsedBytes(providers, store, partials));
        AbandonedOperations abandoned = new AbandonedOperations(
                journal,
                new CrossProcessLock(operationsDirectory.resolve("claims.lock")),
                ended -> events.send(
                        new OperationEvent(from.clock().instant(), OperationEvent.Change.TRANSITION, ended)),
                from.clock());
        RuntimeFiles runtimeFiles = new RuntimeFiles(cache.resolve("runtimes"));
        Lazy<RuntimeComponents> runtimes = new Lazy<>(() -> RuntimeComponents.assemble(
                from,
                new RuntimeComponents.Shared(
                        queue,
                        journal,
                        operationsDirectory,
                        abandoned,
                        store,
                        runtimeFiles,
                        providers,
                        processes,
                        events,
                        memory,
                        gpus)));
        ModelUse use =
                new LazyModelUse(cache.resolve("runtimes"), () -> runtimes.get().uses());
        ModelPlanner planner = new ModelPlanner(
                providers,
                ModelInspector.ofRemoteFiles(),
                admission,
                partials,
                from.limits().confirmAboveBytes().orElse(CONFIRM_ABOVE_BYTES),
                use);
        ModelServices services = new ModelServices(
                providers,
                store,
                planner,
                admission,
                use,
                network.engine(),
                operationsDirectory.resolve("lanes"),
                from.clock());
        ModelOperations operations = new ModelOperations(
                services, queue, abandoned, (record, asNew) -> runtimes.get().again(record, asNew));
        Lifecycle lifecycle = new Lifecycle();
        return new Components(
                lifecycle,
                new DefaultModels(
                        lifecycle,
                        new ModelSearch(providers),
                        store,
                        operations,
                        new Pruning(cache, services, journal, partials)),
                new DefaultRuntimes(lifecycle, runtimes, runtimeFiles),
                new DefaultOperations(
                        lifecycle,
                        queue.registry(),
                        new OperationControl(operations, queue.registry(), journal, abandoned)),
                new DefaultHost(
                        lifecycle,
                        cache,
                        new HostReporter(cache, admission, memory, gpus),
                        new HostExamination(from.settings(), admission, providers, from.plugIns()),
                        runtimes),
                events,
                queue,
                providers,
                gpus,
                network,
                runtimes);
    }

    /** Continues what dead processes left, and makes this process a host of its runtimes. */
    void recover() {
        operations.recover();
        runtimeComponents.get().host();
    }

    /**
     * Operations first, for they use everything else; events last, for each of the others may send some. Does nothing the
     * second time.
     */
    @Override
    public void close() {
        if (!lifecycle.close()) {
            return;
        }
        queue.close();
        runtimeComponents.end().ifPresent(RuntimeComponents::close);
        gpus.close();
        network.close();
        providers.close();
        events.close();
    }

    /**
     * What a manager is made from: the outcome of builder, file and environment. Immutable.
     *
     * @param settings variables
     * @param limits limits
     * @param providers where models come from
     * @param listeners who follows
     * @param runtimes the runtimes of this host
     * @param drivers who knows their kinds, found when first asked for
     * @param supervisors who starts and stops them, found when first asked for
     * @param plugIns finds them
     * @param logs how much of their output is kept
     * @param alerts from where on the use of memory is worth an alert
     * @param stallTimeout how long an open connection may deliver nothing
     * @param noProgressTimeout how long a download may make no progress
     * @param clock the time
     */
    record Configuration(
            HostSettings settings,
            Limits limits,
            List<ModelProvider> providers,
            List<OperationListener> listeners,
            List<RuntimeSpec> runtimes,
            Supplier<List<RuntimeDriver>> drivers,
            Supplier<List<RuntimeSupervisor>> supervisors,
            PlugInLoader plugIns,
            LogLimits logs,
            AlertLimits alerts,
            Duration stallTimeout,
            Duration noProgressTimeout,
            Clock clock) {}
}
