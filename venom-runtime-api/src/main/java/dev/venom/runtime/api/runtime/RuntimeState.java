package dev.venom.runtime.api.runtime;

/** The truth about a runtime, in a word. */
public enum RuntimeState {
    /** It runs and has proved that it serves. */
    ONLINE,
    /** It runs, but does not serve as it should. */
    DEGRADED,
    /** It does not run. */
    OFFLINE,
    /** It was started and has not proved itself yet. */
    STARTING,
    /** It was told to stop and is not gone yet. */
    STOPPING
}
