package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Makes directories below a base without ever going through a link: neither huggingface_hub nor we make links
 * to directories there, so that one in the way leads where somebody else wants us to write.
 */
final class OwnDirectories {
    private OwnDirectories() {}

    static void create(Path base, Path directory) throws IOException {
        Path path = base;
        for (Path name : base.relativize(directory)) {
            path = path.resolve(name);
            if (!isDirectory(path)) {
                createOne(path);
            }
        }
    }

    /**
     * Makes one directory, which may be a link to one: people move a repository or its blobs to a larger disk and leave
     * a link. Nobody but the owner of the cache can have put it there.
     */
    static void createShared(Path base, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            create(base, directory);
        }
    }

    /** Refuses what {@link #create} would refuse, without making anything. */
    static void require(Path base, Path directory) {
        Path path = base;
        for (Path name : base.relativize(directory)) {
            path = path.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isDirectory(path)) {
                throw inTheWay(path);
            }
        }
    }

    private static void createOne(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException raced) {
            if (!isDirectory(path)) {
                throw inTheWay(path);
            }
        }
    }

    private static VenomException inTheWay(Path path) {
        return CacheFailures.inTheWay(path, Files.isSymbolicLink(path) ? "a link" : "no directory");
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
