package dev.venom.runtime.provider.hf.internal.resolve;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.util.Optional;

/** Reads a file whose content has a say in the selection. */
@FunctionalInterface
interface SmallFiles {
    /**
     * The content.
     *
     * @param file a file of the commit
     * @return its bytes; empty where they can't be had here
     */
    Optional<byte[]> read(RepoFile file);
}
