package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.api.runtime.WhenBusy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runtimes: how they are, which model they serve, and how they are started, stopped and kept up. Had from
 * {@link ModelManager#runtimes()}. Thread-safe: any number of threads may call at once.
 *
 * <p>Every call may throw {@link VenomException}; INVALID_REQUEST once the manager is closed. Versions to come may add
 * methods: implementing this is for fakes in tests and for wrapping.
 */
public interface Runtimes {
    /**
     * Looks at every runtime: the described ones, and servers that answer on this host or did once.
     *
     * @return their status, measured now
     * @throws VenomException INVALID_REQUEST if a description names a kind or a supervisor that is not here
     */
    List<RuntimeStatus> list();

    /**
     * Looks at one runtime.
     *
     * @param id its id
     * @return its status, measured now
     * @throws VenomException RUNTIME_NOT_FOUND naming those that there are
     */
    RuntimeStatus status(String id);

    /**
     * How a runtime is described: by the builder, by the configuration file, or by what was found on this host.
     *
     * @param id its id
     * @return the description
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    RuntimeSpec spec(String id);

    /**
     * Says which model each runtime serves by our doing. Fast: no runtime is asked.
     *
     * @return models by ids of runtimes
     */
    Map<String, ModelRef> activeModels();

    /**
     * Looks at every runtime and lets each produce one real token: the only proof that it generates.
     *
     * @return their status, measured now
     * @throws VenomException as {@link #list}
     */
    List<RuntimeStatus> probe();

    /**
     * Looks at one runtime and lets it produce one real token: the only proof that it generates.
     *
     * @param id its id
     * @return its status, measured now
     * @throws VenomException RUNTIME_NOT_FOUND naming those that there are
     */
    RuntimeStatus probe(String id);

    /**
     * Gives a prompt to the model that is active on a runtime: for a person to see what it makes. Blocks until the answer
     * is whole.
     *
     * @param id the runtime
     * @param prompt what to go on from
     * @return a few dozen tokens, or the embedding
     * @throws VenomException RUNTIME_NOT_FOUND; NOT_INSTALLED if no model is active on it; RUNTIME_UNHEALTHY; NETWORK
     */
    Sample sample(String id, String prompt);

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
    Operation<RuntimeStatus> start(String id, WhenBusy busy);

    /**
     * Stops a runtime until nothing of it is left; it stays stopped until somebody starts it. Cancels a start or
     * restart of it that waits or runs, in any process.
     *
     * @param id its id
     * @param busy what to do during an activation
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND; RUNTIME_BUSY; PERMISSION_DENIED for an external one
     */
    Operation<RuntimeStatus> stop(String id, WhenBusy busy);

    /**
     * Stops a runtime and starts it again.
     *
     * @param id its id
     * @param busy what to do if another operation holds it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND; RUNTIME_BUSY; PERMISSION_DENIED for an external one
     */
    Operation<RuntimeStatus> restart(String id, WhenBusy busy);

    /**
     * Starts runtimes, unless a command stopped them, and keeps them up until the answer or the manager is closed.
     *
     * @param ids the runtimes; none for every described one that can be started from here
     * @return leaves them to themselves when closed
     * @throws VenomException RUNTIME_NOT_FOUND; PERMISSION_DENIED for an external one that was named
     */
    RuntimeSupervision supervise(Collection<String> ids);

    /**
     * Makes an installed model the one that a runtime serves: validate, drain, stop, configure, start, verify, commit; or
     * roll back. A failed switch leaves the runtime as it was, and its error says so. What serves already is not
     * restarted.
     *
     * @param request runtime, model, and what is allowed
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, NOT_INSTALLED
     */
    Operation<RuntimeStatus> activate(ActivationRequest request);

    /**
     * Ends the serving of a runtime's active model: it is unloaded where the runtime can do that, else the runtime is
     * stopped.
     *
     * @param id the runtime
     * @param busy what to do if another operation is open on it
     * @return the operation
     * @throws VenomException RUNTIME_NOT_FOUND, RUNTIME_BUSY, PERMISSION_DENIED
     */
    Operation<RuntimeStatus> deactivate(String id, WhenBusy busy);

    /**
     * Reads the last lines that a runtime wrote, or that its unit's journal holds.
     *
     * @param id its id
     * @param lines how many at most
     * @return oldest first, without secrets
     * @throws VenomException RUNTIME_NOT_FOUND; PERMISSION_DENIED
     */
    List<String> logs(String id, int lines);

    /**
     * Hands over what a runtime writes from now on, whoever starts or stops it meanwhile.
     *
     * @param id its id
     * @param receiver gets each line, without secrets, on a thread of the manager
     * @return ends it
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    AutoCloseable followLogs(String id, Consumer<String> receiver);

    /**
     * Shows the service unit that would run a runtime, and how it differs from what is there.
     *
     * @param id its id
     * @return the unit
     * @throws VenomException RUNTIME_NOT_FOUND; INVALID_REQUEST if it is of no supervisor with units
     */
    UnitPlan planUnit(String id);

    /**
     * Writes the service unit of a runtime, where it is not there already.
     *
     * @param id its id
     * @return the unit, as it is then
     * @throws VenomException RUNTIME_NOT_FOUND; INVALID_REQUEST; PERMISSION_DENIED
     */
    UnitPlan installUnit(String id);

    /**
     * Looks at a runtime from all sides. Blocks for as long as the runtime takes to answer.
     *
     * @param id its id
     * @return the findings, and what they mean
     * @throws VenomException RUNTIME_NOT_FOUND
     */
    Diagnosis diagnose(String id);
}
