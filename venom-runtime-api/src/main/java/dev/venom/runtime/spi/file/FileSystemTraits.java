package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file system can do, found out by trying: its name tells too little (shares, FUSE, volumes of containers). The
 * trial leaves nothing behind. Immutable.
 *
 * @param directory where it was tried: the directory asked about, or the nearest above it that exists
 * @param lacking what it can't do
 * @param isKnown false where nothing can be written, so that nothing could be tried
 */
public record FileSystemTraits(Path directory, Set<Trait> lacking, boolean isKnown) {
    /** As long a name as most file systems take. */
    private static final int LONG_NAME_CHARACTERS = 255;

    /** What not every file system can do. */
    public enum Trait {
        /** Symbolic links. */
        SYMBOLIC_LINKS,
        /** Second names of a file. */
        HARD_LINKS,
        /** A rename over a file that is there. */
        REPLACING_RENAME,
        /** Locks of files. */
        LOCKS,
        /** Names that differ in case alone. */
        LETTER_CASE,
        /** Names of 255 characters. */
        LONG_NAMES
    }

    /** Copies the set. */
    public FileSystemTraits {
        lacking = Set.copyOf(lacking);
    }

    /**
     * Tries what the file system of a directory can do.
     *
     * @param directory the directory, which need not exist
     * @return what was found
     */
    public static FileSystemTraits of(Path directory) {
        Path nearest = nearest(directory);
        try {
            Path trial = Files.createTempDirectory(nearest, ".venom-trial-");
            try {
                return new FileSystemTraits(nearest, lacking(trial), true);
            } finally {
                delete(trial);
            }
        } catch (IOException unwritable) {
            return new FileSystemTraits(nearest, Set.of(), false);
        }
    }

    /**
     * Whether it can do something; what could not be tried counts as possible.
     *
     * @param trait what is asked for
     * @return false if it was tried and failed
     */
    public boolean has(Trait trait) {
        return !lacking.contains(trait);
    }

    private static Set<Trait> lacking(Path trial) throws IOException {
        Path file = Files.createFile(trial.resolve("file"));
        Set<Trait> lacking = EnumSet.noneOf(Trait.class);
        note(lacking, Trait.SYMBOLIC_LINKS, () -> link(trial.resolve("link")));
        note(lacking, Trait.HARD_LINKS, () -> Files.createLink(trial.resolve("second"), file));
        note(lacking, Trait.REPLACING_RENAME, () -> rename(trial, file));
        note(lacking, Trait.LOCKS, () -> lock(file));
        note(lacking, Trait.LETTER_CASE, () -> Files.createFile(trial.resolve("FILE")));
        note(lacking, Trait.LONG_NAMES, () -> Files.createFile(trial.resolve("n".repeat(LONG_NAME_CHARACTERS))));
        return lacking;
    }

    private static void note(Set<Trait> lacking, Trait trait, Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException | UnsupportedOperationException refused) {
            lacking.add(trait);
        }
    }

    private static void link(Path link) throws IOException {
        Files.createSymbolicLink(link, Path.of("file"));
        if (!Files.isSymbolicLink(link)) {
            throw new IOException("A link became something else");
        }
    }

    private static void rename(Path trial, Path file) throws IOException {
        Path draft = Files.createFile(trial.resolve("draft"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void lock(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw new IOException("A lock that nobody has is refused");
            }
        }
    }

    private static Path nearest(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (nearest.getParent() != null && !Files.isDirectory(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    private static void delete(Path trial) throws IOException {
        try (Stream<Path> files = Files.list(trial)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        if (Files.isDirectory(trial, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(trial);
        }
    }

    /** Fails where the file system can't do it. */
    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException;
    }
}
