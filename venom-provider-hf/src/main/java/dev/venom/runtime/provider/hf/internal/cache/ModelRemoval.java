package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes one model out of the cache: our link, its ref, the snapshot, the blobs that only it used. In this order
 * a crash leaves things that nobody finds, never a name that leads nowhere.
 */
public final class ModelRemoval {
    private final CacheLayout layout;
    private final RepoFolder repo;
    private final String commit;

    /**
     * A removal.
     *
     * @param layout the cache
     * @param id the repository
     * @param commit the commit installed
     */
    public ModelRemoval(CacheLayout layout, RepoId id, String commit) {
        this.layout = layout;
        this.repo = layout.repo(id);
        this.commit = commit;
    }

    /**
     * Removes a revision; its snapshot stays where another revision or the caller still needs it.
     *
     * @param revision the revision installed
     * @param isNeeded true if another installed model has the same commit
     * @return bytes freed
     */
    public long remove(Revision revision, boolean isNeeded) {
        try {
            layout.link(repo.id(), revision).delete();
            deleteIfEmpty(layout.link(repo.id(), revision).path().getParent());
            deleteRef(revision);
            return isNeeded || isNamed() ? 0 : removeSnapshot();
        } catch (IOException failure) {
            throw CacheFailures.of("Removing", repo.snapshot(commit), failure);
        }
    }

    private void deleteRef(Revision revision) throws IOException {
        if (!revision.isCommit() && repo.commit(revision).filter(commit::equals).isPresent()) {
            Path ref = revision.in(repo.refs());
            Files.deleteIfExists(ref);
            for (Path above = ref.getParent(); !above.equals(repo.refs()); above = above.getParent()) {
                deleteIfEmpty(above);
            }
        }
    }

    /** Whether a ref or a link still names the snapshot. */
    private boolean isNamed() throws IOException {
        if (repo.revisions().containsValue(commit)) {
            return true;
        }
        Path snapshot = repo.snapshot(commit).normalize();
        for (ModelLink link : layout.allLinks()) {
            if (link.snapshot(layout).filter(snapshot::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private long removeSnapshot() throws IOException {
        Set<Path> candidates = BlobUse.of(repo, List.of(commit));
        long freed = deleteAll(repo.snapshot(commit));
        Files.deleteIfExists(repo.tree(commit));
        deleteAll(repo.absences(commit));
        Set<Path> used = new HashSet<>(BlobUse.of(repo, repo.commits()));
        for (Path blob : candidates) {
            if (blob.getParent().equals(repo.blobs().normalize()) && !used.contains(blob) && Files.exists(blob)) {
                freed += BlobUse.freedBy(blob);
                Files.deleteIfExists(blob);
            }
        }
        deleteEmptyRepo();
        return freed;
    }

    /** A folder without {@code snapshots} would worry huggingface_hub, so that one goes last. */
    private void deleteEmptyRepo() throws IOException {
        if (!repo.commits().isEmpty()) {
            return;
        }
        for (String name : List.of("blobs", "refs", "trees", ".no_exist")) {
            deleteIfEmpty(repo.root().resolve(name));
        }
        if (CacheLayout.children(repo.root()).equals(List.of(repo.snapshots()))) {
            deleteIfEmpty(repo.snapshots());
            deleteIfEmpty(repo.root());
        }
    }

    private static long deleteAll(Path directory) throws IOException {
        long freed = BlobUse.freedBelow(directory);
        List<Path> deepestFirst = new ArrayList<>(CacheLayout.descendants(directory));
        Collections.reverse(deepestFirst);
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(directory);
        return freed;
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException inUse) {
            // another model's, or another program's
        }
    }
}
