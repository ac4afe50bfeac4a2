package dev.venom.runtime.provider.hf.internal.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Takes directories away that nothing is in. */
final class EmptyDirectories {
    private EmptyDirectories() {}

    /** Deletes a directory, if it is empty; a link to one only with nothing behind it. */
    static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && !CacheLayout.children(directory).isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(directory);
        } catch (FileSystemException inUse) {
            // another model's, another program's, or where a disk is mounted
        }
    }
}
