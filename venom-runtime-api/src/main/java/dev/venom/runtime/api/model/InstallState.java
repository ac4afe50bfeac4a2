package dev.venom.runtime.api.model;

/** Whether an installed model can be used. */
public enum InstallState {
    /** Every file is there. */
    COMPLETE,
    /** Files are missing; installing again fetches them. */
    PARTIAL,
    /** A file does not hash to its digest; installing or repairing fetches it again. */
    CORRUPT
}
