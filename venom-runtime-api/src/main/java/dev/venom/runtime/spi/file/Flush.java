package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Brings data to the device as far as a file system can do that. One that can't has still taken the bytes: that is no
 * reason to fail.
 */
public final class Flush {
    /** What network and user-space file systems answer that know no flush. */
    private static final List<String> NOT_KNOWN_HERE =
            List.of("invalid argument", "not supported", "not implemented", "inappropriate ioctl", "no such device");

    private Flush() {}

    /**
     * Brings a file's bytes and length to the device.
     *
     * @param channel the file, open for writing
     * @throws IOException if the device fails; not where the file system knows no flush
     */
    public static void file(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException failure) {
            if (!isUnknown(failure)) {
                throw failure;
            }
        }
    }

    /**
     * Makes the names in a directory survive a loss of power. Many file systems can't be told to (CIFS, some FUSE ones,
     * Windows); the names are there all the same, so that this never fails.
     *
     * @param directory the directory
     */
    public static void directory(Path directory) {
        try {
            InterruptShield.shielded(() -> {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return directory;
            });
        } catch (IOException unsupported) {
            // What was renamed is renamed; only when it reaches the device is left to the system.
        }
    }

    private static boolean isUnknown(IOException failure) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return NOT_KNOWN_HERE.stream().anyMatch(words::contains);
    }
}
