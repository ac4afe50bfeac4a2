package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What a file is, however its path is spelled: through links, mounts or other names of the same file. Two paths lead to
 * the same file if and only if their identities are equal. Immutable.
 *
 * @param key device and number of the file; its real path where the file system has no numbers
 */
public record FileIdentity(Object key) {
    /**
     * The file at the end of all links.
     *
     * @param path any path
     * @return its identity; empty where the path leads nowhere
     * @throws IOException if that can't be told
     */
    public static Optional<FileIdentity> of(Path path) throws IOException {
        return Files.exists(path) ? Optional.of(read(path)) : lost(path);
    }

    /**
     * The very entry of a directory: of a link its own identity, not that of what it leads to.
     *
     * @param path any path
     * @return its identity; empty where there is nothing
     * @throws IOException if that can't be told
     */
    public static Optional<FileIdentity> ofEntry(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(read(path, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }

    /**
     * Whether a path is a directory or lies below it, by whatever way it is spelled. What is gone is judged by its name.
     *
     * @param path any path
     * @param directory any directory, or a file
     * @return true also where both are the same
     */
    public static boolean isWithin(Path path, Path directory) {
        try {
            Optional<FileIdentity> wanted = of(directory);
            Path at = Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
            if (wanted.isEmpty()) {
                return at.startsWith(directory.toAbsolutePath().normalize());
            }
            while (at != null && !wanted.equals(of(at))) {
                at = at.getParent();
            }
            return at != null;
        } catch (IOException unknown) {
            // who can't look must not touch
            return true;
        }
    }

    private static FileIdentity read(Path path, LinkOption... options) throws IOException {
        Object key =
                Files.readAttributes(path, BasicFileAttributes.class, options).fileKey();
        return new FileIdentity(key == null ? realPath(path, options) : key);
    }

    private static Path realPath(Path path, LinkOption... options) throws IOException {
        return options.length == 0
                ? path.toRealPath()
                : path.toAbsolutePath().getParent().toRealPath().resolve(path.getFileName());
    }

    /** What may not be looked at is not taken for absent. */
    private static Optional<FileIdentity> lost(Path path) throws IOException {
        if (!Files.notExists(path)) {
            throw new IOException("It can't be told what " + path + " leads to");
        }
        return Optional.empty();
    }
}
