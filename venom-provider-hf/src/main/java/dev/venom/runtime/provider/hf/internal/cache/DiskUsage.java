package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Adds up what lies below a directory, each file once however many names it has. */
public final class DiskUsage extends SimpleFileVisitor<Path> {
    private final Set<Object> seen = new HashSet<>();
    private long bytes;

    private DiskUsage() {}

    /**
     * Measures a directory; links are not followed.
     *
     * @param directory the directory, which need not exist
     * @return bytes
     */
    public static long below(Path directory) {
        DiskUsage usage = new DiskUsage();
        try {
            if (Files.isDirectory(directory)) {
                Files.walkFileTree(directory.toRealPath(), usage);
            }
        } catch (IOException failure) {
            throw CacheFailures.of("Measuring", directory, failure);
        }
        return usage.bytes;
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
