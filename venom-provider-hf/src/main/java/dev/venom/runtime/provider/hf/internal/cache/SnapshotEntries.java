package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.spi.file.FileIdentity;
import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import dev.venom.runtime.spi.file.VerifiedMove;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives contents that are there their names in a snapshot: as links to blobs; where no links can be made the content
 * itself lies in the snapshot, as huggingface_hub does it. Confined to one thread.
 */
final class SnapshotEntries {
    private final RepoFolder repo;
    private final ContentLocations places;

    SnapshotEntries(RepoFolder repo, ContentLocations places) {
        this.repo = repo;
        this.places = places;
    }

    void place(Collection<RepoFile> files) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        for (RepoFile file : files) {
            Path entry = places.entry(file);
            OwnDirectories.create(repo.root(), entry.getParent());
            if (place(file, entry)) {
                for (Path above = entry.getParent(); above.startsWith(repo.snapshots()); above = above.getParent()) {
                    directories.add(above);
                }
            }
        }
        directories.forEach(Flush::directory);
    }

    /** Whether anything had to be done. */
    private boolean place(RepoFile file, Path entry) throws IOException {
        if (places.links().inSnapshots()) {
            return ContentLocations.isFileItself(entry) ? shareFile(file, entry) : link(file, entry);
        }
        if (ContentLocations.hasLength(entry, file)) {
            return false;
        }
        copy(file, places.of(file), entry);
        return true;
    }

    private boolean link(RepoFile file, Path entry) throws IOException {
        Path blob = repo.blob(file.digest());
        Path content = places.of(file);
        if (!content.equals(blob)) {
            copy(file, content, blob);
        }
        Path target = entry.getParent().relativize(blob);
        if (Files.isSymbolicLink(entry) && Files.readSymbolicLink(entry).equals(target)) {
            return false;
        }
        putLink(entry, target);
        return true;
    }

    /**
     * A file in a link's place. Without a blob it stays as it is: huggingface_hub left it where links were not allowed.
     * With one it was doubled by a copy of the cache: it becomes the blob under a second name, and then a link takes its
     * place. At no instant is it missing.
     */
    private boolean shareFile(RepoFile file, Path entry) throws IOException {
        Path blob = repo.blob(file.digest());
        if (!isShared(file, entry, blob)) {
            return false;
        }
        putLink(entry, entry.getParent().relativize(blob));
        return true;
    }

    private boolean isShared(RepoFile file, Path entry, Path blob) throws IOException {
        if (!ContentLocations.isFileItself(blob)) {
            return false;
        }
        Path second = draft();
        try {
            Files.createLink(second, entry);
            Renaming.replace(second, blob);
        } catch (FileSystemException | UnsupportedOperationException noSecondNames) {
            return ContentLocations.hasLength(blob, file) && Files.mismatch(entry, blob) < 0;
        } finally {
            // a rename between two names of one file leaves both
            Files.deleteIfExists(second);
        }
        Optional<FileIdentity> identity = FileIdentity.of(blob);
        return identity.isPresent() && identity.equals(FileIdentity.of(entry));
    }

    /** The commit's content is fixed, so a link that leads elsewhere is damage, or spelled as in another place. */
    private void putLink(Path entry, Path target) throws IOException {
        Path draft = draft();
        try {
            Files.createSymbolicLink(draft, target);
            Renaming.replace(draft, entry);
        } catch (AtomicMoveNotSupportedException blobsOnAnotherDisk) {
            Files.deleteIfExists(entry);
            Files.createSymbolicLink(entry, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void copy(RepoFile file, Path from, Path to) throws IOException {
        new VerifiedMove(file.digest(), () -> {}).copy(from, to, repo.blobs());
    }

    private Path draft() {
        return repo.blobs().resolve("." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    }
}
