package dev.venom.runtime.core;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.host.HostReport;
import dev.venom.runtime.api.model.Catalogue;
import dev.venom.runtime.api.model.InstallPlan;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelListing;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.api.model.RemovalReport;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.internal.monitor.Depth;
import dev.venom.runtime.spi.OperationListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The facade: finds, plans, installs, verifies and removes models in one cache directory, and owns the runtimes that
 * serve them. Thread-safe.
 *
 * <p>Several managers, in one JVM or in many, may work on one directory at once. Opening one is cheap: no
 * thread is started, no file is touched and no HTTP client is made before the first call that needs it. Long
 * work is an {@link Operation}: queued, journaled, observable, and continued after a crash. All of it may throw
 * {@link VenomException}.
 *
 * <pre>{@code
 * try (ModelManager manager = ModelManager.builder().build()) {
 *     ModelRef ref = ModelRef.parse("hf:sentence-transformers/all-MiniLM-L6-v2");
 *     InstalledModel model = manager.install(InstallRequest.of(ref)).await();
 *     System.out.println(model.location());
 * }
 * }</pre>
 */
public final class ModelManager implements AutoCloseable {
    private final Components components;
    private final AtomicBoolean closed = new AtomicBoolean();

    ModelManager(Components components) {
        this.components = components;
    }

    /**
     * Starts a configuration. Providers, drivers, supervisors and listeners on the class path are found by
     * {@link java.util.ServiceLoader}.
     *
     * @return a builder that reads this process's environment
     */
    public static ModelManagerBuilder builder() {
        return new ModelManagerBuilder();
    }

    /**
     * The directory that holds everything.
     *
     * @return an absolute path
     */
    public Path cacheDirectory() {
        return components.settings().cacheDirectory();
    }

    /**
     * Looks for models that can be had. Blocks for as long as the providers take.
     *
     * @param request what to look for
     * @return models of all providers asked, in their order; a provider that fails among several is left out
     *     with a warning in the log
     * @throws VenomException INVALID_REQUEST for an unknown provider; what the provider threw, if none answered
     */
    public List<ModelListing> search(SearchRequest request) {
        return open().search().find(request);
    }

    /**
     * Everything that a provider lists. Answered from a copy on disk where that is young enough; blocks for a few
     * seconds at most.
     *
     * @param provider the provider's id
     * @return its catalogue, which tells its age
     * @throws VenomException INVALID_REQUEST for an unknown provider or one without a catalogue
     */
    public Catalogue catalogue(String provider) {
        return open().search().catalogue(provider);
    }

    /**
     * Says what an install would do, before the first byte. Blocks for a few metadata calls.
     *
     * @param request what to install
     * @return the plan with its verdicts
     * @throws VenomException MODEL_NOT_FOUND, REVISION_NOT_FOUND, GATED, UNAUTHORIZED and others if it can't be
     *     planned
     */
    public InstallPlan plan(InstallRequest request) {
        return open().operations().plan(request);
    }

    /**
     * Installs a model: finishes what was interrupted, returns at once what is there and intact, and joins an
     * install of the same that this manager already runs.
     *
     * @param request what to install, and what is allowed
     * @return the operation
     */
    public Operation<InstalledModel> install(InstallRequest request) {
        return open().operations().install(request);
    }

    /**
     * Removes a model and frees what nothing else uses.
     *
     * @param ref the model; without a revision the provider's default, or the only one installed
     * @return the operation
     * @throws VenomException NOT_INSTALLED
     */
    public Operation<RemovalReport> remove(ModelRef ref) {
        return open().operations().remove(ref);
    }

    /**
     * Hashes every file of installed models.
     *
     * @param request which models, and what to do about damage
     * @return the operation; it succeeds also where files are bad: that is its result
     * @throws VenomException NOT_INSTALLED
     */
    public Operation<List<ModelVerification>> verify(VerifyRequest request) {
        return open().operations().verify(request);
    }

    /**
     * Lists what is installed, whoever installed it. Fast: no network, nothing hashed.
     *
     * @return models by name
     */
    public List<InstalledModel> models() {
        return open().store().models();
    }

    /**
     * Finds an installed model.
     *
     * @param ref the model; without a revision the provider's default, or the only one installed
     * @return the model
     * @throws VenomException NOT_INSTALLED
     */
    public InstalledModel model(ModelRef ref) {
        return open().store().require(ref);
    }

    /**
     * Lists operations, also those of other processes on this directory, and the last that ended. What a process left
     * open when it ended or closed is interrupted.
     *
     * @return newest first
     */
    public List<OperationStatus> operations() {
        return open().queue().statuses();
    }

    /**
     * Looks at one operation.
     *
     * @param id its name
     * @return its status; empty where there is none of that name
     */
    public Optional<OperationStatus> operation(OperationId id) {
        return open().queue().status(id);
    }

    /**
     * Takes a handle on any operation of this directory.
     *
     * @param id its name
     * @return a handle; it yields the operation's own result only where this manager runs it
     * @throws VenomException INVALID_REQUEST if there is none of that name
     */
    public Operation<?> follow(OperationId id) {
        return open().queue().follow(id);
    }

    /**
     * Asks an operation to end, in whatever process it runs; what was downloaded is kept.
     *
     * @param id its name
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has ended
     */
    public void cancel(OperationId id) {
        open().steering().cancel(id);
    }

    /**
     * Asks a download to wait, in whatever process it runs.
     *
     * @param id its name
     * @throws VenomException INVALID_REQUEST if there is none of that name, it has ended, or it can't wait
     */
    public void pause(OperationId id) {
        open().steering().pause(id);
    }

    /**
     * Goes on with an operation: wakes it where it is paused, and runs it in this manager where its process is
     * gone.
     *
     * @param id its name
     * @return a handle on it
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has ended
     */
    public Operation<?> resume(OperationId id) {
        return open().steering().resume(id);
    }

    /**
     * Does an ended operation again, as a new one that names the old.
     *
     * @param id its name
     * @return the new operation
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has not ended
     */
    public Operation<?> retry(OperationId id) {
        return open().steering().retry(id);
    }

    /**
     * Continues the installs that dead processes left open and what they did to runtimes, finishes or rolls back their
     * switches, and closes what else they left, with a reason. From then on this manager is a host of its runtimes: it starts again what ends unasked, unless a command stopped it,
     * watches all of them and sends their events, and rotates their logs. A host calls it once, after adding its
     * listeners; commands that only read do not.
     */
    public void recover() {
        open().steering().recover();
        components.runtimes().get().host();
    }

    /**
     * Looks at every runtime: the described ones, and servers that answer on this host or did once.
     *
     * @return their status, measured now
     * @throws VenomException INVALID_REQUEST if a description names a kind or a supervisor that is not here
     */
    public List<RuntimeStatus> runtimes() {
        return open().runtimes().get().all(Depth.HEALTH);
    }

    /**
     * Looks at one runtime.
     *
     * @param id its id
     * @return its status, measured now
     * @throws VenomException RUNTIME_NOT_FOUND naming those that there are
     */
    public RuntimeStatus runtime(String id) {
        RuntimeComponents parts = open().runtimes().get();
        return parts.statuses().of(parts.registry().require(id), Depth.HEALTH);
    }

    /**
     * How a runtime is described: by the builder, by the configuration file, or by what was found on this host.
     *
     * @param id its id
     * @return the description
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    public RuntimeSpec runtimeSpec(String id) {
        return open().runtimes().get().registry().require(id).spec();
    }

    /**
     * Looks at every runtime and lets each produce one real token: the only proof that it generates.
     *
     * @return their status, measured now
     * @throws VenomException as {@link #runtimes}
     */
    public List<RuntimeStatus> probe() {
        return open().runtimes().get().all(Depth.TOKEN);
    }

    /**
     * Says which model each runtime serves by our doing. Fast: no runtime is asked.
     *
     * @return models by ids of runtimes
     */
    public Map<String, ModelRef> activeModels() {
        return open().activeModels().get();
    }

    /**
     * Looks at one runtime and lets it produce one real token: the only proof that it generates.
     *
     * @param id its id
     * @return its status, measured now
     * @throws VenomException RUNTIME_NOT_FOUND naming those that there are
     */
    public RuntimeStatus probe(String id) {
        RuntimeComponents parts = open().runtimes().get();
        return parts.statuses().of(parts.registry().require(id), Depth.TOKEN);
    }

    /**
     * Gives a prompt to the model that is active on a runtime: for a person to see what it makes. Blocks until the answer
     * is whole.
     *
     * @param id the runtime
     * @param prompt what to go on from
     * @return a few dozen tokens, or the embedding
     * @throws VenomException RUNTIME_NOT_FOUND; NOT_INSTALLED if no model is active on it; RUNTIME_UNHEALTHY; NETWORK
     */
    public Sample sample(String id, String prompt) {
        return open().runtimes().get().sample(id, prompt);
    }

    /**
     * Starts a runtime and proves it ready, within its start limit without progress. One that runs is done; a start
     * that fails leaves nothing running.
     *
     * @param id its id
     * @param busy what to do if another operation holds it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND; RUNTIME_BUSY; PERMISSION_DENIED for an external one; NOT_INSTALLED if it
     *     needs a model and none is active on it
     */
    public Operation<RuntimeStatus> start(String id, WhenBusy busy) {
        return open().runtimes().get().operations().submit(OperationKind.START, id, busy);
    }

    /**
     * Stops a runtime until nothing of it is left; it stays stopped until somebody starts it. Cancels a start or
     * restart of it that waits or runs, in any process.
     *
     * @param id its id
     * @param busy what to do during an activation
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND; RUNTIME_BUSY; PERMISSION_DENIED for an external one
     */
    public Operation<RuntimeStatus> stop(String id, WhenBusy busy) {
        return open().runtimes().get().operations().submit(OperationKind.STOP, id, busy);
    }

    /**
     * Stops a runtime and starts it again.
     *
     * @param id its id
     * @param busy what to do if another operation holds it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND; RUNTIME_BUSY; PERMISSION_DENIED for an external one
     */
    public Operation<RuntimeStatus> restart(String id, WhenBusy busy) {
        return open().runtimes().get().operations().submit(OperationKind.RESTART, id, busy);
    }

    /**
     * Starts runtimes, unless a command stopped them, and keeps them up until the answer or this manager is closed.
     *
     * @param ids the runtimes; none for every described one that can be started from here
     * @return leaves them to themselves when closed
     * @throws VenomException RUNTIME_NOT_FOUND; PERMISSION_DENIED for an external one that was named
     */
    public RuntimeSupervision supervise(Collection<String> ids) {
        return open().runtimes().get().supervise(ids);
    }

    /**
     * Makes an installed model the one that a runtime serves: validate, drain, stop, configure, start, verify, commit; or
     * roll back. A failed switch leaves the runtime as it was, and its error says so. What serves already is not
     * restarted.
     *
     * @param request runtime, model, and what is allowed
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, NOT_INSTALLED
     */
    public Operation<RuntimeStatus> activate(ActivationRequest request) {
        return open().runtimes().get().activations().activate(request);
    }

    /**
     * Ends the serving of a runtime's active model: it is unloaded where the runtime can do that, else the runtime is
     * stopped.
     *
     * @param id the runtime
     * @param busy what to do if another operation is open on it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, PERMISSION_DENIED
     */
    public Operation<RuntimeStatus> deactivate(String id, WhenBusy busy) {
        return open().runtimes().get().activations().deactivate(id, busy);
    }

    /**
     * Reads the last lines that a runtime wrote, or that its unit's journal holds.
     *
     * @param id its id
     * @param lines how many at most
     * @return oldest first, without secrets
     * @throws VenomException RUNTIME_NOT_FOUND; PERMISSION_DENIED
     */
    public List<String> logs(String id, int lines) {
        RuntimeComponents parts = open().runtimes().get();
        return parts.logs().tail(parts.registry().require(id), lines);
    }

    /**
     * Hands over what a runtime writes from now on, whoever starts or stops it meanwhile.
     *
     * @param id its id
     * @param receiver gets each line, without secrets, on a thread of this manager
     * @return ends it
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    public AutoCloseable followLogs(String id, Consumer<String> receiver) {
        RuntimeComponents parts = open().runtimes().get();
        return parts.logs().follow(parts.registry().require(id), receiver);
    }

    /**
     * Shows the service unit that would run a runtime, and how it differs from what is there.
     *
     * @param id its id
     * @return the unit
     * @throws VenomException RUNTIME_NOT_FOUND; INVALID_REQUEST if it is of no supervisor with units
     */
    public UnitPlan unit(String id) {
        return open().runtimes().get().units().show(id);
    }

    /**
     * Writes the service unit of a runtime, where it is not there already.
     *
     * @param id its id
     * @return the unit, as it is then
     * @throws VenomException RUNTIME_NOT_FOUND; INVALID_REQUEST; PERMISSION_DENIED
     */
    public UnitPlan installUnit(String id) {
        return open().runtimes().get().units().install(id);
    }

    /**
     * Looks at a runtime from all sides. Blocks for as long as the runtime takes to answer.
     *
     * @param id its id
     * @return the findings, and what they mean
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    public Diagnosis diagnose(String id) {
        return open().runtimes().get().diagnose(id);
    }

    /**
     * Says what {@link #prune()} would take away: partial files that nobody writes, files of a store that belong
     * to no model, old journals.
     *
     * @return every item with its size
     */
    public PruneReport previewPrune() {
        return open().pruning().preview();
    }

    /**
     * Takes away what nothing uses.
     *
     * @return what went
     */
    public PruneReport prune() {
        return open().pruning().prune();
    }

    /**
     * Tells what this host has to keep and run models, and how much of it is in use. Limits of the container are
     * respected; where there is no GPU, none is listed.
     *
     * @return disk and quota, memory, GPUs
     */
    public HostReport host() {
        return open().survey().take();
    }

    /**
     * Examines this host: Java, directory, disk, proxies, and what each provider, supervisor and runtime needs.
     *
     * @return one verdict for each check
     */
    public List<Verdict> examine() {
        List<Verdict> verdicts = new ArrayList<>(open().examination().examine());
        verdicts.addAll(components.runtimes().get().examine());
        return verdicts;
    }

    /**
     * Adds a listener for events from now on.
     *
     * @param listener receives them, on a thread of this manager
     * @return removes it again
     */
    public AutoCloseable addListener(OperationListener listener) {
        return open().events().add(listener);
    }

    /**
     * Lets go of what runs, keeping what was downloaded, and ends every thread. An operation that was running is
     * interrupted, for listeners, whoever waits for it, and readers in other processes alike: it is left as a kill of this
     * process would leave it, and the next host continues it. Does nothing the second time.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            components.close();
        }
    }

    private Components open() {
        if (closed.get()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "This ModelManager is closed.",
                    "Open another one on the same directory.");
        }
        return components;
    }
}
