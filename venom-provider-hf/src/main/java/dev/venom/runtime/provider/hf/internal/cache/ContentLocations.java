package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the contents of a commit lie, or will: as a blob, or as a file in the snapshot where links can't be made or a
 * copy of the cache followed them. A content that another snapshot has already need not be fetched. Confined to one
 * thread at a time.
 */
public final class ContentLocations {
    private final RepoFolder repo;
    private final String commit;
    private final LinkRule links;
    private Optional<Map<Digest, Path>> elsewhere = Optional.empty();

    /**
     * The places of a commit's contents.
     *
     * @param repo the repository's folder
     * @param commit the commit
     * @param links whether snapshots get links
     */
    public ContentLocations(RepoFolder repo, String commit, LinkRule links) {
        this.repo = repo;
        this.commit = commit;
        this.links = links;
    }

    /**
     * Where a content is, or where it is to be put.
     *
     * @param file a file of the commit
     * @return a path that leads to nothing but this content
     */
    public synchronized Path of(RepoFile file) {
        Path entry = entry(file);
        if (isFileItself(entry)) {
            return entry;
        }
        Path blob = repo.blob(file.digest());
        if (hasLength(blob, file)) {
            return blob;
        }
        return inOtherSnapshot(file).orElse(links.inSnapshots() ? blob : entry);
    }

    /** The name of a file in the snapshot. */
    Path entry(RepoFile file) {
        return file.path().in(repo.snapshot(commit));
    }

    LinkRule links() {
        return links;
    }

    static boolean isFileItself(Path entry) {
        return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean hasLength(Path path, RepoFile file) {
        try {
            return Files.isRegularFile(path) && Files.size(path) == file.sizeBytes();
        } catch (IOException vanished) {
            return false;
        }
    }

    private Optional<Path> inOtherSnapshot(RepoFile file) {
        if (elsewhere.isEmpty()) {
            elsewhere = Optional.of(filesOfOtherSnapshots());
        }
        return Optional.ofNullable(elsewhere.get().get(file.digest())).filter(path -> hasLength(path, file));
    }

    private Map<Digest, Path> filesOfOtherSnapshots() {
        Map<Digest, Path> files = new HashMap<>();
        try {
            for (String other : repo.commits()) {
                if (!other.equals(commit)) {
                    addFiles(other, files);
                }
            }
        } catch (IOException unreadable) {
            // then it is fetched
        }
        return files;
    }

    private void addFiles(String other, Map<Digest, Path> files) throws IOException {
        for (SnapshotFile file : Snapshot.read(repo, other).files()) {
            if (file.digest().isPresent() && isFileItself(file.entry())) {
                files.putIfAbsent(file.digest().get(), file.entry());
            }
        }
    }
}
