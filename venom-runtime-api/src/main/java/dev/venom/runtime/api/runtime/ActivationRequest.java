package dev.venom.runtime.api.runtime;

import dev.venom.runtime.api.model.ModelRef;

/**
 * Which model a runtime is to serve, and how. Immutable.
 *
 * @param runtime id of the runtime
 * @param model an installed model
 * @param drain what becomes of requests in flight
 * @param busy what to do if another operation holds the runtime
 * @param incompatibleAllowed whether a refusing compatibility verdict is overridden
 */
public record ActivationRequest(
        String runtime, ModelRef model, Drain drain, WhenBusy busy, boolean incompatibleAllowed) {
    /** What becomes of requests in flight. */
    public enum Drain {
        /** Wait until the runtime is idle, up to its drain limit. */
        WAIT,
        /** Do not wait. */
        KILL
    }

    /**
     * A careful switch: drains, and refuses to queue.
     *
     * @param runtime id of the runtime
     * @param model an installed model
     * @return the request
     */
    public static ActivationRequest of(String runtime, ModelRef model) {
        return new ActivationRequest(runtime, model, Drain.WAIT, WhenBusy.REFUSE, false);
    }
}
