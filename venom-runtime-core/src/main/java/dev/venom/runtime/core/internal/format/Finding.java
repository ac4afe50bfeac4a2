package dev.venom.runtime.core.internal.format;

/**
 * What is wrong with the files of a model. Immutable.
 *
 * @param weight what it means for an install
 * @param text for people, beginning with the name of the file
 */
public record Finding(Weight weight, String text) {
    /** What a finding means for an install. */
    public enum Weight {
        /** No loader can take the model. */
        DAMAGE,
        /** Loading can run code. */
        CODE,
        /** Nothing could be found out, or what was found is odd. */
        DOUBT
    }
}
