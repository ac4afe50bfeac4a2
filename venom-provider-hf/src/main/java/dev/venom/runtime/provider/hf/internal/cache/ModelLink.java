package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The link {@code hf/<org>/<name>@<revision>}: the last thing an install makes and the first a removal takes.
 * Immutable.
 *
 * @param path the link
 */
public record ModelLink(Path path) {
    /** Refuses to go on where something other than a link has that name. */
    void requireFree() {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)) {
            throw CacheFailures.inTheWay(path, "no link of ours");
        }
    }

    void pointTo(Path snapshot) throws IOException {
        Path target = path.getParent().relativize(snapshot);
        if (!Files.isSymbolicLink(path) || !Files.readSymbolicLink(path).equals(target)) {
            place(target);
        }
    }

    /** At no time there is no link. */
    private void place(Path target) throws IOException {
        Path draft = path.resolveSibling("." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
        try {
            Files.createSymbolicLink(draft, target);
            Renaming.replace(draft, path);
        } finally {
            Files.deleteIfExists(draft);
        }
        Flush.directory(path.getParent());
    }

    /** The snapshot it names, whether that exists or not; empty if it leads anywhere else. */
    Optional<Path> snapshot(CacheLayout layout) {
        try {
            Path target = path.getParent().resolve(Files.readSymbolicLink(path)).normalize();
            return isSnapshot(layout, target) ? Optional.of(target) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isSnapshot(CacheLayout layout, Path target) {
        Path hub = layout.hub().normalize();
        return target.startsWith(hub)
                && target.getNameCount() == hub.getNameCount() + 3
                && target.getParent().endsWith("snapshots")
                && Revision.isCommit(target.getFileName().toString())
                && repo(target).isPresent();
    }

    /** The repository whose snapshot it is. */
    static Optional<RepoId> repo(Path snapshot) {
        return RepoId.ofFolder(snapshot.getParent().getParent().getFileName().toString());
    }

    /** The revision in its name, with {@code /} written as {@code --}. */
    String label() {
        String name = path.getFileName().toString();
        return name.substring(name.indexOf('@') + 1);
    }

    boolean delete() throws IOException {
        return Files.isSymbolicLink(path) && Files.deleteIfExists(path);
    }
}
