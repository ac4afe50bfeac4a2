package dev.venom.runtime.api.model;

import dev.venom.runtime.api.error.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What hashing an installed model found, and what was mended of it. Immutable.
 *
 * @param ref the model
 * @param badFiles files that are missing or do not hash to their digest; empty if all is well
 * @param mendedFiles files that were bad, were fetched again and are right now; none of them is in {@code badFiles}
 * @param failure why the check or the repair could not be made or finished
 */
public record ModelVerification(
        ModelRef ref, List<RelativePath> badFiles, List<RelativePath> mendedFiles, Optional<Failure> failure) {
    /** Copies the lists. */
    public ModelVerification {
        badFiles = List.copyOf(badFiles);
        mendedFiles = List.copyOf(mendedFiles);
    }

    /**
     * What hashing alone found.
     *
     * @param ref the model
     * @param badFiles files that are missing or do not hash to their digest
     */
    public ModelVerification(ModelRef ref, List<RelativePath> badFiles) {
        this(ref, badFiles, List.of(), Optional.empty());
    }

    /**
     * A check or repair that could not be made.
     *
     * @param ref the model
     * @param badFiles what was found before it failed
     * @param failure why
     * @return a verification that is not ok
     */
    public static ModelVerification failed(ModelRef ref, List<RelativePath> badFiles, Failure failure) {
        return new ModelVerification(ref, badFiles, List.of(), Optional.of(failure));
    }

    /**
     * What hashing again after a repair found.
     *
     * @param former what was found before it
     * @return the same, with the files that are not bad any more
     */
    public ModelVerification after(ModelVerification former) {
        List<RelativePath> mended = former.badFiles().stream()
                .filter(file -> !badFiles.contains(file))
                .toList();
        return new ModelVerification(ref, badFiles, mended, failure);
    }

    /**
     * Whether every file is as recorded now.
     *
     * @return true if no file is bad and nothing went wrong
     */
    public boolean ok() {
        return badFiles.isEmpty() && failure.isEmpty();
    }
}
