package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.admission.DiskAdmission;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.core.internal.configuration.HostSettings;
import dev.venom.runtime.core.internal.configuration.Limits;
import dev.venom.runtime.core.internal.event.EventDispatcher;
import dev.venom.runtime.core.internal.file.CrossProcessLock;
import dev.venom.runtime.core.internal.format.ModelInspector;
import dev.venom.runtime.core.internal.gpu.GpuPlaces;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.install.AbandonedOperations;
import dev.venom.runtime.core.internal.install.HostExamination;
import dev.venom.runtime.core.internal.install.HostSurvey;
import dev.venom.runtime.core.internal.install.ModelOperations;
import dev.venom.runtime.core.internal.install.ModelPlanner;
import dev.venom.runtime.core.internal.install.ModelSearch;
import dev.venom.runtime.core.internal.install.ModelUse;
import dev.venom.runtime.core.internal.install.ModelWorkshop;
import dev.venom.runtime.core.internal.install.OperationSteering;
import dev.venom.runtime.core.internal.install.Pruning;
import dev.venom.runtime.core.internal.lease.ProcessIdentity;
import dev.venom.runtime.core.internal.log.LogLimits;
import dev.venom.runtime.core.internal.operation.OperationJournal;
import dev.venom.runtime.core.internal.operation.OperationQueue;
import dev.venom.runtime.core.internal.partial.PartialLimits;
import dev.venom.runtime.core.internal.partial.PartialStore;
import dev.venom.runtime.core.internal.partial.PartialSummary;
import dev.venom.runtime.core.internal.plugin.PlugInLoader;
import dev.venom.runtime.core.internal.provider.Providers;
import dev.venom.runtime.core.internal.provider.SharedContext;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.core.internal.store.ModelStore;
import dev.venom.runtime.spi.OperationListener;
import dev.venom.runtime.spi.file.StorageFailures;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of one manager, put together. Immutable.
 *
 * @param settings the host's configuration
 * @param events hands events to listeners
 * @param queue runs operations
 * @param providers where models come from
 * @param store what is installed
 * @param operations turns requests into operations
 * @param steering cancels, pauses and continues operations by their names
 * @param search looks for models
 * @param pruning takes away what nothing uses
 * @param examination checks the host
 * @param survey tells what the host has
 * @param gpus its GPUs
 * @param network what was made for the network, if anything was
 * @param runtimes what is about runtimes, made when one is first asked for
 * @param activeModels which model each serves by our doing
 */
record Components(
        HostSettings settings,
        EventDispatcher events,
        OperationQueue queue,
        Providers providers,
        ModelStore store,
        ModelOperations operations,
        OperationSteering steering,
        ModelSearch search,
        Pruning pruning,
        HostExamination examination,
        HostSurvey survey,
        Gpus gpus,
        Network network,
        OnFirstUse<RuntimeComponents> runtimes,
        Supplier<Map<String, ModelRef>> activeModels)
        implements AutoCloseable {
    private static final long CONFIRM_ABOVE_BYTES = 20_000_000_000L;
    private static final int MAX_DOWNLOADS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Components.class);

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
        Gpus gpus = new Gpus(GpuPlaces.of(from.settings()));
        Providers providers = new Providers(
                from.providers(),
                new SharedContext(network.transport(), from.settings(), from.clock(), processes, network));
        ModelStore store = new ModelStore(
                cache, new CrossProcessLock(operationsDirectory.resolve("manifest.lock")), providers, from.clock());
        DiskAdmission admission = new DiskAdmission(
                journal,
                new CrossProcessLock(operationsDirectory.resolve("admission.lock")),
                from.limits().maxDiskBytes(),
                () -> usedBytes(providers, store, partials));
        AbandonedOperations left = new AbandonedOperations(
                journal,
                new CrossProcessLock(operationsDirectory.resolve("claims.lock")),
                ended -> events.send(
                        new OperationEvent(from.clock().instant(), OperationEvent.Change.TRANSITION, ended)),
                from.clock());
        RuntimeFiles runtimeFiles = new RuntimeFiles(cache.resolve("runtimes"));
        OnFirstUse<RuntimeComponents> runtimes = new OnFirstUse<>(() -> RuntimeComponents.assemble(
                from,
                new RuntimeComponents.Material(
                        queue,
                        journal,
                        operationsDirectory,
                        left,
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
        ModelWorkshop workshop = new ModelWorkshop(
                providers,
                store,
                planner,
                admission,
                use,
                network.engine(),
                operationsDirectory.resolve("lanes"),
                from.clock());
        ModelOperations operations = new ModelOperations(
                workshop, queue, left, (record, asNew) -> runtimes.get().again(record, asNew));
        return new Components(
                from.settings(),
                events,
                queue,
                providers,
                store,
                operations,
                new OperationSteering(operations, queue, journal, left),
                new ModelSearch(providers),
                new Pruning(cache, workshop, journal, partials),
                new HostExamination(from.settings(), admission, providers, from.plugIns()),
                new HostSurvey(from.settings().cacheDirectory(), admission, memory, gpus),
                gpus,
                network,
                runtimes,
                () -> activeModels(runtimeFiles));
    }

    /** Operations first, for they use everything else; events last, for each of the others may send some. */
    @Override
    public void close() {
        queue.close();
        runtimes.end().ifPresent(RuntimeComponents::close);
        gpus.close();
        network.close();
        providers.close();
        events.close();
    }

    private static Map<String, ModelRef> activeModels(RuntimeFiles files) {
        Map<String, ModelRef> models = new TreeMap<>();
        files.readable().forEach((id, memory) -> memory.active().ifPresent(model -> models.put(id, model.ref())));
        return models;
    }

    private static long usedBytes(Providers providers, ModelStore store, PartialStore partials) {
        long published = providers.all().stream()
                .mapToLong(provider -> storedBytes(provider, providers, store.models(provider.id())))
                .sum();
        try {
            return published
                    + partials.partials().stream()
                            .mapToLong(PartialSummary::heldBytes)
                            .sum();
        } catch (IOException failure) {
            throw StorageFailures.writing(partials.directory(), failure);
        }
    }

    /** A provider that can't tell is taken at what its models are recorded with: the others can still install. */
    private static long storedBytes(ModelProvider provider, Providers providers, List<InstalledModel> installed) {
        try {
            return provider.storedBytes(installed, providers.context());
        } catch (VenomException failure) {
            LOG.warn(
                    "what a provider stores is taken from the manifest provider={} reason={}",
                    provider.id(),
                    failure.getMessage());
            return installed.stream().mapToLong(InstalledModel::sizeBytes).sum();
        }
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
     * @param patience how long a download may make no progress
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
            Duration patience,
            Clock clock) {}
}
