package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
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
    private final Collection<Digest> digests;

    /**
     * A removal.
     *
     * @param layout the cache
     * @param id the repository
     * @param commit the commit installed
     * @param digests what its files hash to, as recorded
     */
    public ModelRemoval(CacheLayout layout, RepoId id, String commit, Collection<Digest> digests) {
        this.layout = layout;
        this.repo = layout.repo(id);
        this.commit = commit;
        this.digests = List.copyOf(digests);
    }

    /**
     * Removes a revision; its snapshot stays where another revision or the caller still needs it.
     *
     * @param revision the revision installed
     * @param isNeeded true if another installed model has the same commit
     * @return bytes freed
     * @throws dev.venom.runtime.api.error.VenomException CORRUPT_STATE if what is recorded is no commit; nothing is gone
     */
    public long remove(Revision revision, boolean isNeeded) {
        Path snapshot = repo.snapshot(commit);
        try {
            long freed = deleteLink(layout.link(repo.id(), revision));
            deleteRef(revision);
            return freed + (isNeeded || isNamed() ? 0 : removeSnapshot());
        } catch (IOException failure) {
            throw CacheFailures.of("Removing", snapshot, failure);
        }
    }

    private long deleteLink(ModelLink link) throws IOException {
        link.delete();
        boolean isCopy = link.followed().isThere() && link.followed().isCopyIn(repo);
        long freed = isCopy ? link.followed().delete() : 0;
        EmptyDirectories.delete(link.path().getParent());
        return freed;
    }

    private void deleteRef(Revision revision) throws IOException {
        if (!revision.isCommit() && repo.commit(revision).filter(commit::equals).isPresent()) {
            Path ref = revision.in(repo.refs());
            Files.deleteIfExists(ref);
            for (Path above = ref.getParent(); !above.equals(repo.refs()); above = above.getParent()) {
                EmptyDirectories.delete(above);
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
        Set<Path> candidates = candidates();
        long freed = deleteAll(repo.snapshot(commit));
        Files.deleteIfExists(repo.tree(commit));
        deleteAll(repo.absences(commit));
        new Superseded(layout).forget(repo, commit);
        BlobUse use = new BlobUse();
        for (RepoFolder each : layout.repos()) {
            for (String other : each.commits()) {
                use.add(each, other);
            }
        }
        use.addBeyond(repo);
        for (Path blob : candidates) {
            if (Files.exists(blob, LinkOption.NOFOLLOW_LINKS) && !use.uses(repo, blob)) {
                freed += BlobUse.freedBy(blob);
                Files.deleteIfExists(blob);
            }
        }
        deleteEmptyRepo();
        return freed;
    }

    /** Blobs that the snapshot's files are links to or copies of, as far as anything tells. */
    private Set<Path> candidates() throws IOException {
        Set<Path> candidates = new LinkedHashSet<>();
        digests.forEach(digest -> candidates.add(repo.blob(digest)));
        for (SnapshotFile file : Snapshot.read(repo, commit).files()) {
            file.digest().ifPresent(digest -> candidates.add(repo.blob(digest)));
        }
        return candidates;
    }

    /** A folder without {@code snapshots} would worry huggingface_hub, so that one goes last. */
    private void deleteEmptyRepo() throws IOException {
        if (!repo.commits().isEmpty()) {
            return;
        }
        for (String name : List.of("blobs", "refs", "trees", ".no_exist")) {
            EmptyDirectories.delete(repo.root().resolve(name));
        }
        if (CacheLayout.children(repo.root()).equals(List.of(repo.snapshots()))) {
            EmptyDirectories.delete(repo.snapshots());
            EmptyDirectories.delete(repo.root());
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
}
