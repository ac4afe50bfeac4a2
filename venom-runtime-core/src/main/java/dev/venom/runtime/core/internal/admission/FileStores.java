package dev.venom.runtime.core.internal.admission;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Tells file systems apart and knows how much room they have, also for paths that do not exist yet. */
final class FileStores {
    private static final long HIGHEST_FLOOR_BYTES = 1L << 30;
    private static final long FLOOR_SHARE = 50;
    private static final long LONGEST_ON_FAT_BYTES = (1L << 32) - 1;
    private static final Set<String> FAT = Set.of("vfat", "msdos", "fat", "fat32", "umsdos");

    private FileStores() {}

    /** An identity that is the same in every process of this host. */
    static String identity(Path path) throws IOException {
        Path existing = existing(path);
        try {
            return "dev-" + Files.getAttribute(existing, "unix:dev");
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return "store-" + Files.getFileStore(existing).name();
        }
    }

    /** What this user may still write; empty where the file system does not say: a size of nothing is no answer. */
    static OptionalLong usableBytes(Path path) throws IOException {
        FileStore store = Files.getFileStore(existing(path));
        return store.getTotalSpace() > 0 ? OptionalLong.of(store.getUsableSpace()) : OptionalLong.empty();
    }

    static OptionalLong totalBytes(Path path) throws IOException {
        long total = Files.getFileStore(existing(path)).getTotalSpace();
        return total > 0 ? OptionalLong.of(total) : OptionalLong.empty();
    }

    /** What stays free for everything else on the host: 2 % of the file system, at most 1 GiB. */
    static long floorBytes(Path path) throws IOException {
        FileStore store = Files.getFileStore(existing(path));
        return Math.min(HIGHEST_FLOOR_BYTES, store.getTotalSpace() / FLOOR_SHARE);
    }

    /** How long a file may be there, where that is less than today's models are. */
    static OptionalLong longestFileBytes(Path path) throws IOException {
        String type = Files.getFileStore(existing(path)).type().toLowerCase(Locale.ROOT);
        return FAT.contains(type) ? OptionalLong.of(LONGEST_ON_FAT_BYTES) : OptionalLong.empty();
    }

    private static Path existing(Path path) throws IOException {
        Path candidate = path.toAbsolutePath();
        while (!Files.exists(candidate)) {
            Path parent = candidate.getParent();
            if (parent == null) {
                throw new IOException("No file system for " + path);
            }
            candidate = parent;
        }
        return candidate;
    }
}
