package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which blobs snapshots use, and what deleting a file gives back. */
final class BlobUse {
    private BlobUse() {}

    /** Blobs that the snapshots of some commits link to. */
    static Set<Path> of(RepoFolder repo, Collection<String> commits) throws IOException {
        Set<Path> used = new HashSet<>();
        for (String commit : commits) {
            for (Path entry : CacheLayout.descendants(repo.snapshot(commit))) {
                if (Files.isSymbolicLink(entry)) {
                    used.add(entry.getParent()
                            .resolve(Files.readSymbolicLink(entry))
                            .normalize());
                }
            }
        }
        return used;
    }

    /** Bytes that the file system gets back: none for a link, nor for a file that has another name. */
    static long freedBy(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() && names(path) == 1 ? attributes.size() : 0;
    }

    /** Bytes that deleting all below a directory gives back. */
    static long freedBelow(Path directory) throws IOException {
        long freed = 0;
        for (Path path : CacheLayout.descendants(directory)) {
            freed += freedBy(path);
        }
        return freed;
    }

    private static int names(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                : 1;
    }
}
