package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Gives files their names in one step, whatever had the name before. */
public final class Renaming {
    private Renaming() {}

    /**
     * Renames within one file system: at no instant is there half a file, and where the file system replaces by a
     * rename there is never none. Some do not (mergers and old shares): then the former is put aside first.
     *
     * @param from what is renamed
     * @param to its name
     * @throws AtomicMoveNotSupportedException if that is on another disk: nothing has changed
     * @throws IOException if it can't be renamed; what had the name has it still
     */
    public static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException notReplaced) {
            if (Files.isDirectory(to)) {
                throw notReplaced;
            }
            replaceInSteps(from, to);
        }
    }

    private static void replaceInSteps(Path from, Path to) throws IOException {
        Path aside = to.resolveSibling("." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
        try {
            Files.move(to, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            Files.move(aside, to, StandardCopyOption.ATOMIC_MOVE);
            throw failure;
        }
        Files.deleteIfExists(aside);
    }
}
