package dev.venom.runtime.core.internal.admission;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells file systems apart and knows how much room they have, also for paths that do not exist yet. */
final class FileStores {
    private static final long HIGHEST_FLOOR_BYTES = 1L << 30;
    private static final long FLOOR_SHARE = 50;

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

    static long usableBytes(Path path) throws IOException {
        return Files.getFileStore(existing(path)).getUsableSpace();
    }

    static long totalBytes(Path path) throws IOException {
        return Files.getFileStore(existing(path)).getTotalSpace();
    }

    /** What stays free for everything else on the host: 2 % of the file system, at most 1 GiB. */
    static long floorBytes(Path path) throws IOException {
        FileStore store = Files.getFileStore(existing(path));
        return Math.min(HIGHEST_FLOOR_BYTES, store.getTotalSpace() / FLOOR_SHARE);
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
