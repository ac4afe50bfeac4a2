package dev.venom.runtime.core.internal.operation;

/**
 * What an operation does once it is its turn.
 *
 * @param <R> what it yields
 */
@FunctionalInterface
public interface Work<R> {
    /**
     * Does it, on a thread of the library.
     *
     * @param context the operation it reports to
     * @return the result
     */
    R run(WorkContext context);
}
