package dev.venom.runtime.api.model;

import java.util.Optional;

/**
 * What to hash, and what to do about damage. Immutable.
 *
 * @param ref the model; empty for all installed models
 * @param onDamage what to do about a bad file
 */
public record VerifyRequest(Optional<ModelRef> ref, OnDamage onDamage) {
    /** What to do about a bad file. */
    public enum OnDamage {
        /** Report it. */
        REPORT,
        /** Fetch it again. */
        REPAIR
    }

    /**
     * Hashes one model and reports.
     *
     * @param ref the model
     * @return the request
     */
    public static VerifyRequest of(ModelRef ref) {
        return new VerifyRequest(Optional.of(ref), OnDamage.REPORT);
    }

    /**
     * Hashes all models and reports.
     *
     * @return the request
     */
    public static VerifyRequest all() {
        return new VerifyRequest(Optional.empty(), OnDamage.REPORT);
    }

    /**
     * The same request, mending what is bad.
     *
     * @return a copy
     */
    public VerifyRequest repairing() {
        return new VerifyRequest(ref, OnDamage.REPAIR);
    }
}
