package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.file.FileIdentity;
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
    /** Refuses to go on where something other than a link has that name, or what a copy made of one. */
    void requireFree(RepoFolder repo) throws IOException {
        boolean isTaken = Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path);
        if (isTaken && !(followed().isThere() && followed().isCopyIn(repo))) {
            throw CacheFailures.inTheWay(path, "no link of ours");
        }
    }

    FollowedLink followed() {
        return new FollowedLink(path);
    }

    void pointTo(Path snapshot) throws IOException {
        Path directory = path.getParent();
        Path plain = directory.relativize(snapshot);
        // Where a directory on the way is a link itself, ".." does not lead to what its name says.
        Path target = FileIdentity.of(directory.resolve(plain)).equals(FileIdentity.of(snapshot))
                ? plain
                : directory.toRealPath().relativize(snapshot.toRealPath());
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

    /**
     * The snapshot it names, as the layout spells it, whether that exists or not; empty if it leads anywhere else. What
     * is there is known by what it is, what is gone by its name.
     */
    Optional<Path> snapshot(CacheLayout layout) {
        try {
            Path target = path.resolveSibling(Files.readSymbolicLink(path));
            return Files.exists(target) ? there(layout, target.toRealPath()) : named(layout, target.normalize());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Path> there(CacheLayout layout, Path real) throws IOException {
        Path name = real.getFileName();
        boolean isDeep = real.getNameCount() > 3 && real.getParent().endsWith("snapshots");
        Optional<Path> spelled = isDeep && Revision.isCommit(name.toString())
                ? repo(real).map(id -> layout.repo(id).snapshot(name.toString()))
                : Optional.empty();
        return spelled.isPresent() && FileIdentity.of(spelled.get()).equals(FileIdentity.of(real))
                ? spelled
                : Optional.empty();
    }

    private static Optional<Path> named(CacheLayout layout, Path target) {
        Path hub = layout.hub().normalize();
        boolean isSnapshot = target.startsWith(hub)
                && target.getNameCount() == hub.getNameCount() + 3
                && target.getParent().endsWith("snapshots")
                && Revision.isCommit(target.getFileName().toString())
                && repo(target).isPresent();
        return isSnapshot ? Optional.of(target) : Optional.empty();
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
