package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.UnitPlan;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.List;
import java.util.Optional;

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

    /**
     * Whether it starts again by itself what ended unasked, as systemd does. Where it does not, the core does,
     * with growing delays, and gives up where the log says that it is of no use.
     *
     * @return true if the core has to keep its hands off
     */
    default boolean restartsUnasked() {
        return false;
    }

    /**
     * The unit to which a process belongs, whoever started it.
     *
     * @param process the process
     * @param context what there is to work with
     * @return its unit; empty where it belongs to none that this supervisor knows
     */
    default Optional<UnitOwner> ownerOf(ProcessRef process, SupervisorContext context) {
        return Optional.empty();
    }

    /**
     * The unit that this supervisor would write for a runtime, and how it differs from what is there.
     *
     * @param plan how the runtime is started
     * @param context what there is to work with
     * @return the unit; empty where the supervisor has no units
     */
    default Optional<UnitPlan> unit(LaunchPlan plan, SupervisorContext context) {
        return Optional.empty();
    }

    /**
     * Writes a unit and makes its manager read it. Does nothing where it is there already.
     *
     * @param unit what {@link #unit} yielded
     * @param context what there is to work with
     * @throws dev.venom.runtime.api.error.VenomException PERMISSION_DENIED
     */
    default void install(UnitPlan unit, SupervisorContext context) {
        throw new IllegalStateException("The supervisor " + id() + " has no units");
    }

    /**
     * Checks that the supervisor can work here. Part of the host's self-examination.
     *
     * @param context what there is to work with
     * @return one verdict for each check; none by default
     */
    default List<Verdict> examine(SupervisorContext context) {
        return List.of();
    }

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
