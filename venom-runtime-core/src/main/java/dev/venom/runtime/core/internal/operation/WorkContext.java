package dev.venom.runtime.core.internal.operation;

import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.spi.provider.ProgressSink;
import java.util.function.Supplier;

/** The operation, as its own work sees it. Thread-safe. */
public interface WorkContext extends ProgressSink {
    /**
     * The operation's name.
     *
     * @return the id
     */
    OperationId id();

    /**
     * Does one line of the work as a visible, timed step.
     *
     * @param name the step
     * @param action what it does
     * @param <T> what it yields
     * @return its result
     */
    <T> T step(String name, Supplier<T> action);

    /**
     * Does one line of the work as a visible, timed step.
     *
     * @param name the step
     * @param action what it does
     */
    default void step(String name, Runnable action) {
        step(name, () -> {
            action.run();
            return name;
        });
    }

    /**
     * Whether the host closes and the next one is to go on with the operation: then it is left as it is, and
     * nothing of it is undone.
     *
     * @return true once that is so
     */
    boolean isHandedOver();

    /**
     * The same operation for work that has to come to its end: undoing what was done. Nobody cancels or pauses it; a host
     * that closes leaves it, and the next one does it.
     *
     * @return a view of this operation
     */
    WorkContext uninterruptible();

    /**
     * Tells what was found out about a model.
     *
     * @param verification becomes part of the operation's status
     */
    void verified(ModelVerification verification);

    /**
     * Says how many bytes there are in all, once the plan is known.
     *
     * @param totalBytes bytes of the whole
     */
    void total(long totalBytes);

    /**
     * Records what the operation may still write, so that nobody else is promised it.
     *
     * @param reservation file system and bytes; the bytes shrink as progress is made
     */
    void reserve(Reservation reservation);
}
