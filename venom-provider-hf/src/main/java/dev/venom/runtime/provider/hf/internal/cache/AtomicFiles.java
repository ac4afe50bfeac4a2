package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files and links that are there whole or not at all, also after a power cut. */
final class AtomicFiles {
    private AtomicFiles() {}

    /**
     * Writes a file under a temporary name and renames it. The temporary file lies in the blobs' directory, where
     * a scan by huggingface_hub passes over what no snapshot uses: in {@code refs} it would be taken for a ref.
     */
    static void write(Path target, byte[] content, Path staging) throws IOException {
        Path temporary = temporary(staging);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(target.getParent());
    }

    /** Makes a link, or points an existing one elsewhere; at no time there is none. */
    static void link(Path link, Path target) throws IOException {
        Path temporary = temporary(link.getParent());
        try {
            Files.createSymbolicLink(temporary, target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(link.getParent());
    }

    /** Makes the names in a directory survive a power cut, where the system can. */
    static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path temporary(Path directory) {
        return directory.resolve("." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    }
}
