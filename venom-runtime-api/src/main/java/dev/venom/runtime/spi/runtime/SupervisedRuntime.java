package dev.venom.runtime.spi.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A runtime in the hands of a supervisor. Thread-safe; calls that change it are made one at a time by the
 * core, which keeps the lane.
 */
public interface SupervisedRuntime extends AutoCloseable {
    /**
     * What can be seen of it now, at little cost.
     *
     * @return an observation
     */
    Observation observe();

    /**
     * Finds out what can be known of a start before anything is stopped for it: whether its program, its directories and
     * its log can be used. Starts and stops nothing. By default nothing can be known.
     *
     * @param plan how it is to be started
     * @throws dev.venom.runtime.api.error.VenomException INVALID_REQUEST, RUNTIME_UNHEALTHY or PERMISSION_DENIED naming
     *     what hinders it
     */
    default void requireStartable(LaunchPlan plan) {}

    /**
     * Starts it; returns as soon as its process or unit runs. Whether it serves is the driver's to say. Does
     * nothing if it already runs.
     *
     * @param plan how
     * @throws dev.venom.runtime.api.error.VenomException RUNTIME_UNHEALTHY with the unit's result or the exit
     *     code and the last log lines; PORT_IN_USE; PERMISSION_DENIED; RUNTIME_STUCK if an earlier process of
     *     it can't be ended
     */
    void start(LaunchPlan plan);

    /**
     * Stops it, and returns when no process of it is left, orphans included, and its port is free. That its GPU
     * memory is back is for the core to see. Does nothing if it is stopped.
     *
     * @param limit how long it may take before processes are killed
     * @throws dev.venom.runtime.api.error.VenomException RUNTIME_STUCK naming what can't be ended;
     *     PERMISSION_DENIED
     */
    void stop(Duration limit);

    /**
     * The last lines it wrote.
     *
     * @param lines how many
     * @return oldest first
     */
    List<String> logTail(int lines);

    /**
     * What else is worth telling in a diagnosis, such as a unit's properties.
     *
     * @return lines without secrets; none by default
     */
    default List<String> details() {
        return List.of();
    }

    /**
     * Calls a watcher after each change of the observation, on a thread of the library. Exits are noticed
     * without polling.
     *
     * @param watcher receives the new observation; must not block
     * @return ends the watch
     */
    Watch watch(Consumer<Observation> watcher);

    /** Lets go of it without stopping it. */
    @Override
    void close();

    /** Ends a watch. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
