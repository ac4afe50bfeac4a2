package dev.venom.runtime.supervisor.systemd.internal.manager;

import java.time.Duration;

/** A manager of units, the host's or a user's. Every call may throw a {@link ManagerException}. Thread-safe. */
public interface UnitManager {
    /** How it is reached, for people. */
    String description();

    /** What it knows of a unit; the property {@code LoadState} tells whether there is one. */
    UnitProperties properties(String unit);

    /** Starts a unit and waits for the end of that job. */
    JobOutcome start(String unit, Duration limit);

    /** Stops a unit and waits for the end of that job. */
    JobOutcome stop(String unit, Duration limit);

    /** Forgets that a unit failed, and how often it was started of late. */
    void resetFailed(String unit);

    /** Kills every process of a unit. */
    void kill(String unit);

    /** Keeps what it knows of a unit although that does not run: else why it did not start is soon forgotten. */
    default void hold(String unit) {}

    /** Ends that. */
    default void release(String unit) {}

    /** Reads all unit files again. */
    void reload();

    /** Whether the caller may start and stop a unit. Only for one that is active: then asking changes nothing. */
    boolean mayControl(String unit);
}
