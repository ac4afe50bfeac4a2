package dev.venom.runtime.provider.hf.internal.selection;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Optional;

/** Reads small files of a commit whose content has a say in the selection. */
@FunctionalInterface
public interface Documents {
    /** Nothing can be read: only names decide. */
    Documents NONE = file -> Optional.empty();

    /**
     * The content.
     *
     * @param file a file of the commit
     * @return its bytes; empty where they can't be had here
     */
    Optional<byte[]> read(RepoFile file);
}
