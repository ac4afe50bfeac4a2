package dev.venom.runtime.api.runtime;

/** What to do if another operation holds the runtime. */
public enum WhenBusy {
    /** Fail at once with RUNTIME_BUSY. */
    REFUSE,
    /** Queue behind it. */
    WAIT
}
