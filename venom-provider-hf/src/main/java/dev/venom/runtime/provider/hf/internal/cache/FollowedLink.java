package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A directory in place of one of our links: a copy of the cache that followed links made it. It is one more copy of a
 * snapshot, and nothing else, if each of its files is in one with the same length. Immutable.
 *
 * @param directory the directory
 */
record FollowedLink(Path directory) {
    boolean isThere() {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether nothing is in it that the repository does not have as well. */
    boolean isCopyIn(RepoFolder repo) throws IOException {
        for (String commit : repo.commits()) {
            if (isCopyOf(repo.snapshot(commit))) {
                return true;
            }
        }
        return false;
    }

    private boolean isCopyOf(Path snapshot) throws IOException {
        for (Path file : CacheLayout.descendants(directory)) {
            Path original = snapshot.resolve(directory.relativize(file));
            boolean isSame = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    ? Files.isDirectory(original)
                    : Files.isRegularFile(original) && Files.size(original) == Files.size(file);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    /** Deletes it; bytes freed. */
    long delete() throws IOException {
        long freed = BlobUse.freedBelow(directory);
        List<Path> deepestFirst = new ArrayList<>(CacheLayout.descendants(directory));
        Collections.reverse(deepestFirst);
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(directory);
        return freed;
    }
}
