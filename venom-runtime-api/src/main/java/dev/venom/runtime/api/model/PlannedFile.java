package dev.venom.runtime.api.model;

/**
 * A file of a plan. Immutable.
 *
 * @param path name inside the model
 * @param sizeBytes length
 * @param digest what its bytes must hash to
 * @param action whether it has to be fetched
 * @param missingBytes what still has to be fetched, less than the size where an earlier download left a part
 */
public record PlannedFile(RelativePath path, long sizeBytes, Digest digest, Action action, long missingBytes) {
    /** What an install would do with a file. */
    public enum Action {
        /** Download it, or what is missing of it. */
        FETCH,
        /** Use what is on disk. */
        REUSE
    }
}
