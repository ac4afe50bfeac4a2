package dev.venom.runtime.api.model;

import java.util.List;

/**
 * What hashing an installed model found. Immutable.
 *
 * @param ref the model
 * @param badFiles files that are missing or do not hash to their digest; empty if all is well
 */
public record ModelVerification(ModelRef ref, List<RelativePath> badFiles) {
    /** Copies the list. */
    public ModelVerification {
        badFiles = List.copyOf(badFiles);
    }

    /**
     * Whether every file is as recorded.
     *
     * @return true if no file is bad
     */
    public boolean ok() {
        return badFiles.isEmpty();
    }
}
