package dev.venom.runtime.api.runtime;

/**
 * A limit that a runtime passed, or keeps again. Immutable.
 *
 * @param runtime id of the runtime
 * @param resource what is short
 * @param percent the share in use
 * @param threshold the limit
 * @param state whether it holds
 */
public record Alert(String runtime, Resource resource, double percent, double threshold, State state) {
    /** What is short. */
    public enum Resource {
        /** The host's memory. */
        RAM,
        /** A GPU's memory. */
        VRAM
    }

    /** Whether an alert holds. */
    public enum State {
        /** The limit is passed. */
        RAISED,
        /** The limit is kept again. */
        CLEARED
    }
}
