package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.runtime.RuntimeSpec;

/**
 * What starts and stops runtimes. Found through {@link java.util.ServiceLoader}, or given to the facade's
 * builder. Implementations are thread-safe and do no work in their constructor.
 */
public interface RuntimeSupervisor extends AutoCloseable {
    /**
     * The word in a runtime's description.
     *
     * @return {@code process}, {@code systemd} or a host's own
     */
    String id();

    /**
     * Whether it is the right one for a runtime whose description leaves the choice open: systemd says yes
     * where the unit exists.
     *
     * @param spec the description
     * @param context what there is to work with
     * @return how well it fits
     */
    Fit fit(RuntimeSpec spec, SupervisorContext context);

    /**
     * Takes a runtime in hand: finds what an earlier host started, starts nothing.
     *
     * @param spec the description
     * @param context what there is to work with
     * @return a handle, closed by the caller; closing it stops nothing
     */
    SupervisedRuntime attach(RuntimeSpec spec, SupervisorContext context);

    /** Releases what the supervisor holds. Does nothing by default. */
    @Override
    default void close() {}

    /** How well a supervisor fits a runtime. */
    enum Fit {
        /** It cannot supervise it here. */
        NONE,
        /** It can. */
        POSSIBLE,
        /** It should: the runtime is already its own. */
        NATURAL
    }
}
