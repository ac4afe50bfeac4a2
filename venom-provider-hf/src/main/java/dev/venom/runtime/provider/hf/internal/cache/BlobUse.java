package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which blobs snapshots use, judged on the disk: by what their links lead to, hop for hop, and not by how that is
 * spelled. A link that leads nowhere, such as an absolute one in a cache that was moved, still stands for the blob of
 * its name; so does a file that a copy of the cache put in a link's place. Confined to one thread.
 */
final class BlobUse {
    private static final int MOST_HOPS = 40;

    private final Set<FileIdentity> used = new HashSet<>();
    private final Map<RepoId, Set<String>> names = new HashMap<>();
    private final Map<RepoId, Set<Long>> lengths = new HashMap<>();

    /** Adds the users of a snapshot. */
    void add(RepoFolder repo, String commit) throws IOException {
        for (Path entry : CacheLayout.descendants(repo.snapshot(commit))) {
            follow(repo, entry);
        }
        for (SnapshotFile file : Snapshot.read(repo, commit).files()) {
            file.digest().ifPresent(digest -> names(repo).add(digest.hex()));
            if (file.digest().isEmpty()) {
                file.sizeBytes().ifPresent(lengths(repo)::add);
            }
        }
    }

    /** Adds users in another cache, where the blobs of a repository are a link into that. */
    void addBeyond(RepoFolder repo) throws IOException {
        Optional<Path> real =
                Optional.of(repo.blobs()).filter(Files::isSymbolicLink).filter(Files::isDirectory);
        if (real.isPresent()) {
            RepoFolder other = new RepoFolder(repo.blobs().toRealPath().getParent(), repo.id());
            for (String commit : other.commits()) {
                add(other, commit);
            }
        }
    }

    boolean uses(RepoFolder repo, Path blob) throws IOException {
        return names(repo).contains(blob.getFileName().toString())
                || FileIdentity.ofEntry(blob).filter(used::contains).isPresent()
                || Files.isRegularFile(blob) && lengths(repo).contains(Files.size(blob));
    }

    private void follow(RepoFolder repo, Path entry) throws IOException {
        Path hop = entry;
        for (int hops = 0; hops < MOST_HOPS; hops++) {
            FileIdentity.ofEntry(hop).ifPresent(used::add);
            if (!Files.isSymbolicLink(hop)) {
                return;
            }
            Path target = Files.readSymbolicLink(hop);
            if (target.getFileName() != null) {
                names(repo).add(target.getFileName().toString());
            }
            hop = hop.resolveSibling(target);
        }
    }

    private Set<String> names(RepoFolder repo) {
        return names.computeIfAbsent(repo.id(), id -> new HashSet<>());
    }

    private Set<Long> lengths(RepoFolder repo) {
        return lengths.computeIfAbsent(repo.id(), id -> new HashSet<>());
    }

    /** Bytes that the file system gets back: none for a link, nor for a file that has another name. */
    static long freedBy(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile() && names(path) == 1 ? attributes.size() : 0;
    }

    /** Bytes that deleting all below a directory gives back. */
    static long freedBelow(Path directory) throws IOException {
        long freed = 0;
        for (Path path : CacheLayout.descendants(directory)) {
            freed += freedBy(path);
        }
        return freed;
    }

    private static int names(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                : 1;
    }
}
