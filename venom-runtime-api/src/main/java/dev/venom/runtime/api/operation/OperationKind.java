package dev.venom.runtime.api.operation;

/** What an operation does. */
public enum OperationKind {
    /** Brings a model to this host. */
    INSTALL,
    /** Takes a model away. */
    REMOVE,
    /** Hashes installed models. */
    VERIFY,
    /** Makes an installed model the one a runtime serves. */
    ACTIVATE,
    /** Stops serving the active model. */
    DEACTIVATE,
    /** Starts a runtime. */
    START,
    /** Stops a runtime. */
    STOP,
    /** Stops and starts a runtime. */
    RESTART
}
