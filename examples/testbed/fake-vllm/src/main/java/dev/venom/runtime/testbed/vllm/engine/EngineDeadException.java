package dev.venom.runtime.testbed.vllm.engine;

/** The engine ended while it worked on a request. */
public final class EngineDeadException extends Exception {
    private static final long serialVersionUID = 1L;

    EngineDeadException() {
        super("EngineCore encountered an issue. See stack trace (above) for the root cause.");
    }
}
