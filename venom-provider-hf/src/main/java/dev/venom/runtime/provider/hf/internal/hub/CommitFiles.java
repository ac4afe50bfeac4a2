package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.util.Set;

/**
 * The files of a commit. Immutable.
 *
 * @param tree those that can be kept
 * @param names all names in the answers, as they came
 * @param isWhole true if they were listed to the end; false if they are what a description has, which may leave some out
 *     where there are many
 */
public record CommitFiles(RepoTree tree, Set<String> names, boolean isWhole) {
    /** Copies the names. */
    public CommitFiles {
        names = Set.copyOf(names);
    }

    static CommitFiles described(RepoTree tree) {
        return new CommitFiles(tree, Set.of(), false);
    }
}
