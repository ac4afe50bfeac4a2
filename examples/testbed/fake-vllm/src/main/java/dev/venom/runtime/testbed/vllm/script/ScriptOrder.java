package dev.venom.runtime.testbed.vllm.script;

import java.util.Locale;

/** What the server can be told to do otherwise than a healthy one. */
public enum ScriptOrder {
    /** Milliseconds that a start takes; 0 by default. */
    START_MILLIS,
    /** A label of {@link StartFault}: the start fails in this way. */
    START_FAULT,
    /** {@code true}: the start goes on for ever. */
    NEVER_READY,
    /** The name that it answers for, whatever it was given. */
    SERVED_NAME,
    /** {@code true}: it dies as soon as it has once answered that it is well. */
    DIE_AFTER_HEALTH,
    /** {@code true}: its engine dies when it is first asked for a token. */
    DIE_ON_REQUEST,
    /** Milliseconds after an answer in which its engine dies. */
    DIE_AFTER_ANSWER,
    /** {@code true}: it answers that it is well, and requests hang. */
    FROZEN,
    /** {@code true}: {@code /health} answers 503. */
    UNHEALTHY,
    /** {@code true}: an answer holds no text. */
    EMPTY_ANSWER,
    /** {@code true}: an answer is an error, 500. */
    FAILING_ANSWER,
    /** Milliseconds that an answer takes. */
    ANSWER_MILLIS,
    /** {@code true}: SIGTERM is not heeded. */
    IGNORE_TERM,
    /** {@code true}: SIGTERM begins an end that never comes. */
    HANG_ON_STOP,
    /** {@code true}: a worker process outlives a clean end. */
    ORPHAN,
    /** {@code false}: no processes beside the server; the start is quicker. */
    PROCESSES,
    /** How many engines share the work; 1 by default. */
    ENGINES,
    /** {@code true}: metrics carry the names of versions before 0.10. */
    OLD_METRICS,
    /** The version that it claims to be. */
    VERSION,
    /** The status with which it exits once its engine died: 0, as versions up to 0.33 do, or 1. */
    ENGINE_DEATH_STATUS;

    /**
     * The word in a script.
     *
     * @return lower-case text
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The variable of the environment.
     *
     * @return upper-case text
     */
    public String variable() {
        return "FAKE_VLLM_" + name();
    }
}
