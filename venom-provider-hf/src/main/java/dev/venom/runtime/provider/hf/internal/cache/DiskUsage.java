package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Adds up what lies below a directory, each file once however many names it has. */
public final class DiskUsage extends SimpleFileVisitor<Path> {
    private final Set<Object> seen = new HashSet<>();
    private long bytes;

    private DiskUsage() {}

    /**
     * Measures a cache. Directories that were moved to another disk, with a link left in their place, are part of it;
     * other links are not followed.
     *
     * @param hub the cache, which need not exist
     * @return bytes
     */
    public static long below(Path hub) {
        DiskUsage usage = new DiskUsage();
        try {
            for (Path root : roots(hub)) {
                Files.walkFileTree(root, usage);
            }
        } catch (IOException failure) {
            throw CacheFailures.of("Measuring", hub, failure);
        }
        return usage.bytes;
    }

    /** The cache, repositories that are links, and what of a repository is one. */
    private static Set<Path> roots(Path hub) throws IOException {
        Set<Path> roots = new LinkedHashSet<>();
        if (Files.isDirectory(hub)) {
            roots.add(hub.toRealPath());
        }
        for (Path repo : CacheLayout.children(hub)) {
            addIfLinked(repo, roots);
            for (Path part : CacheLayout.children(repo)) {
                addIfLinked(part, roots);
            }
        }
        return roots;
    }

    private static void addIfLinked(Path directory, Set<Path> roots) throws IOException {
        if (Files.isSymbolicLink(directory) && Files.isDirectory(directory)) {
            roots.add(directory.toRealPath());
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        if (attributes.isRegularFile() && (key == null || seen.add(key))) {
            bytes += attributes.size();
        }
        return FileVisitResult.CONTINUE;
    }

    /** What vanishes during the walk, or may not be read, does not count. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
