package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which snapshots an install took the name away from, as it gave a branch another commit: {@code
 * hf/.superseded/<folder>@<commit>}, an empty file each. Without it nobody could tell them from snapshots of a commit
 * that somebody pinned, which no name leads to either. Immutable.
 *
 * @param layout the cache
 */
record Superseded(CacheLayout layout) {
    /** Notes that a snapshot lost its name. Where that can't be noted, it counts as pinned and stays. */
    void note(RepoFolder repo, String commit) {
        try {
            if (!Files.isDirectory(directory())) {
                Files.createDirectories(directory());
            }
            Files.createFile(marker(repo, commit));
        } catch (FileAlreadyExistsException known) {
            // noted before
        } catch (IOException unwritable) {
            // it stays
        }
    }

    boolean contains(RepoFolder repo, String commit) {
        return Files.exists(marker(repo, commit));
    }

    /** Forgets a snapshot: it has a name again, or is gone. */
    void forget(RepoFolder repo, String commit) throws IOException {
        if (Files.deleteIfExists(marker(repo, commit))) {
            EmptyDirectories.delete(directory());
            EmptyDirectories.delete(layout.links());
        }
    }

    /** Forgets snapshots that are not there any more. */
    void forgetGone() throws IOException {
        for (RepoFolder repo : layout.repos()) {
            for (Path marker : CacheLayout.children(directory())) {
                String prefix = repo.id().folder() + "@";
                String name = marker.getFileName().toString();
                if (name.startsWith(prefix) && Files.notExists(repo.snapshot(name.substring(prefix.length())))) {
                    forget(repo, name.substring(prefix.length()));
                }
            }
        }
    }

    private Path directory() {
        return layout.links().resolve(".superseded");
    }

    private Path marker(RepoFolder repo, String commit) {
        return directory().resolve(repo.id().folder() + "@" + commit);
    }
}
