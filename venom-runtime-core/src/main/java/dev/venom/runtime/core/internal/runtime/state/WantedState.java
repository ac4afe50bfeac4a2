package dev.venom.runtime.core.internal.runtime.state;

/** What the last command wanted of a runtime. */
public enum WantedState {
    /** It is to run. */
    UP,
    /** It is to stay stopped, also under {@code supervise}. */
    DOWN
}
