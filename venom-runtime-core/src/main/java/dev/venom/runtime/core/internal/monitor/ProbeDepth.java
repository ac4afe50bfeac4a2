package dev.venom.runtime.core.internal.monitor;

/** How closely a runtime is looked at. */
public enum ProbeDepth {
    /** Its process or unit only: what was heard of it before still counts. */
    PROCESS,
    /** Also what it says of itself. */
    HEALTH,
    /** Also one real token of the model that it serves. */
    TOKEN
}
