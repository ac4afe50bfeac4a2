package dev.venom.runtime.core;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationStatus;
import java.util.List;
import java.util.Optional;

/**
 * Operations: the long work that {@link Models} and {@link Runtimes} begin, seen and steered by its names, in whatever
 * process it runs. Had from {@link ModelManager#operations()}. Thread-safe: any number of threads may call at once.
 *
 * <p>Every call may throw {@link VenomException}; INVALID_REQUEST once the manager is closed. Versions to come may add
 * methods: implementing this is for fakes in tests and for wrapping.
 */
public interface Operations {
    /**
     * Lists operations, also those of other processes on this directory, and the last that ended. What a process left
     * open when it ended or closed is interrupted.
     *
     * @return newest first
     */
    List<OperationStatus> list();

    /**
     * Looks up one operation.
     *
     * @param id its name
     * @return its status; empty where there is none of that name
     */
    Optional<OperationStatus> find(OperationId id);

    /**
     * Takes a handle on any operation of this directory.
     *
     * @param id its name
     * @return a handle; it yields the operation's own result only where this manager runs it
     * @throws VenomException INVALID_REQUEST if there is none of that name
     */
    Operation<?> follow(OperationId id);

    /**
     * Asks an operation to end, in whatever process it runs; what was downloaded is kept.
     *
     * @param id its name
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has ended
     */
    void cancel(OperationId id);

    /**
     * Asks a download to wait, in whatever process it runs.
     *
     * @param id its name
     * @throws VenomException INVALID_REQUEST if there is none of that name, it has ended, or it can't wait
     */
    void pause(OperationId id);

    /**
     * Goes on with an operation: wakes it where it is paused, and runs it in this manager where its process is
     * gone.
     *
     * @param id its name
     * @return a handle on it
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has ended
     */
    Operation<?> resume(OperationId id);

    /**
     * Does an ended operation again, as a new one that names the old.
     *
     * @param id its name
     * @return the new operation
     * @throws VenomException INVALID_REQUEST if there is none of that name, or it has not ended
     */
    Operation<?> retry(OperationId id);

    /**
     * Continues the installs that dead processes left open and what they did to runtimes, finishes or rolls back their
     * switches, and closes what else they left, with a reason. Keeps no runtime up afterwards: {@link
     * ModelManager#recover()} does both.
     */
    void recover();
}
