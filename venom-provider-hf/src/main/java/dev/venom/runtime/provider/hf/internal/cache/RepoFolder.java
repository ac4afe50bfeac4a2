package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One repository's folder in huggingface_hub's cache. Immutable.
 *
 * @param root the folder
 * @param id the repository
 */
public record RepoFolder(Path root, RepoId id) {
    /**
     * Where contents are, named by their digests.
     *
     * @return the directory
     */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /**
     * Where a content is.
     *
     * @param digest its digest
     * @return the file, or a link into the store that repositories share
     */
    public Path blob(Digest digest) {
        return blobs().resolve(digest.hex());
    }

    Path refs() {
        return root.resolve("refs");
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    /**
     * The files of a commit.
     *
     * @param commit the commit
     * @return a directory of links to blobs
     * @throws VenomException CORRUPT_STATE if that is no commit: it may come from a file that somebody wrote
     */
    public Path snapshot(String commit) {
        return snapshots().resolve(checked(commit));
    }

    Path tree(String commit) {
        return root.resolve("trees").resolve(checked(commit) + ".json");
    }

    Path absences(String commit) {
        return root.resolve(".no_exist").resolve(checked(commit));
    }

    private String checked(String commit) {
        if (!Revision.isCommit(commit)) {
            throw new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    "'" + commit + "' is no commit of " + id + ", so nothing is read or deleted by that name.",
                    "Install the model again.");
        }
        return commit;
    }

    /**
     * The commit that a revision is, as far as the cache knows.
     *
     * @param revision the revision
     * @return its commit
     */
    public Optional<String> commit(Revision revision) {
        return revision.isCommit() ? Optional.of(revision.name()) : new RefFile(revision.in(refs())).read();
    }

    /** Every revision noted, with its commit. */
    Map<String, String> revisions() throws IOException {
        Map<String, String> revisions = new TreeMap<>();
        for (Path file : CacheLayout.descendants(refs())) {
            if (Files.isRegularFile(file)) {
                name(file).ifPresent(name -> new RefFile(file).read().ifPresent(commit -> revisions.put(name, commit)));
            }
        }
        return revisions;
    }

    private Optional<String> name(Path ref) {
        try {
            return Optional.of(RelativePath.between(refs(), ref).text()).filter(Revision::isValid);
        } catch (VenomException notOurs) {
            return Optional.empty();
        }
    }

    /** Every commit that has a snapshot. */
    List<String> commits() throws IOException {
        List<String> commits = new ArrayList<>();
        for (Path snapshot : CacheLayout.children(snapshots())) {
            String name = snapshot.getFileName().toString();
            if (Revision.isCommit(name) && Files.isDirectory(snapshot)) {
                commits.add(name);
            }
        }
        return commits;
    }
}
