package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the cache knows of a revision, without asking anybody. Immutable.
 *
 * @param repo its folder
 * @param commit its commit
 * @param tree all files of the commit where they were noted, else those of the snapshot
 */
public record CachedCommit(RepoFolder repo, String commit, RepoTree tree) {
    /**
     * Looks for a revision: by its ref, then by our link.
     *
     * @param layout the cache
     * @param id the repository
     * @param revision the revision
     * @return what is known; empty if nothing of it is on disk
     */
    public static Optional<CachedCommit> find(CacheLayout layout, RepoId id, Revision revision) {
        RepoFolder repo = layout.repo(id);
        Optional<String> commit = repo.commit(revision)
                .or(() -> layout.link(id, revision)
                        .snapshot(layout)
                        .map(path -> path.getFileName().toString()))
                .filter(known -> Files.isDirectory(repo.snapshot(known)));
        try {
            return commit.isPresent()
                    ? Optional.of(new CachedCommit(repo, commit.get(), tree(repo, commit.get())))
                    : Optional.empty();
        } catch (IOException failure) {
            throw CacheFailures.of("Reading", repo.root(), failure);
        }
    }

    private static RepoTree tree(RepoFolder repo, String commit) throws IOException {
        Snapshot snapshot = Snapshot.read(repo, commit);
        return snapshot.tree().orElseGet(() -> listed(snapshot));
    }

    private static RepoTree listed(Snapshot snapshot) {
        RepoTree.Builder tree = new RepoTree.Builder();
        for (SnapshotFile file : snapshot.files()) {
            if (file.isThere() && file.digest().isPresent()) {
                tree.add(file(file));
            }
        }
        return tree.build();
    }

    private static RepoFile file(SnapshotFile file) {
        String hex = file.digest().orElseThrow().hex();
        boolean isLarge = hex.length() == 64;
        return new RepoFile(
                file.path(),
                file.sizeBytes().orElseThrow(),
                isLarge ? "" : hex,
                isLarge ? Optional.of(hex) : Optional.empty(),
                Optional.empty());
    }

    /**
     * A file's content.
     *
     * @param file a file of the commit
     * @param places where contents lie
     * @return its bytes; empty if they are not on disk
     */
    public static Optional<byte[]> read(RepoFile file, ContentLocations places) {
        Path place = places.of(file);
        try {
            return ContentLocations.hasLength(place, file) ? Optional.of(Files.readAllBytes(place)) : Optional.empty();
        } catch (IOException | VenomException unreadable) {
            return Optional.empty();
        }
    }
}
