package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.file.DurableFile;
import dev.venom.runtime.spi.file.Flush;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one snapshot visible. The order survives a crash at any point: blobs, links to them, the listing of the
 * whole commit, the ref, and last our own link. Whatever is there names only what is complete.
 */
public final class Publication {
    /** What huggingface_hub writes, so that backup programs pass the cache over. */
    private static final String CACHE_TAG = """
            Signature: 8a477f597d28d172789f06886806bc55
            # This file is a cache directory tag created by huggingface_hub.
            # For information about cache directory tags, see:
            #\thttps://bford.info/cachedir/
            """;

    private final CacheLayout layout;
    private final RepoFolder repo;
    private final Revision revision;
    private final String commit;

    /**
     * A publication of one commit.
     *
     * @param layout the cache
     * @param id the repository
     * @param revision the revision asked for
     * @param commit what it resolved to
     */
    public Publication(CacheLayout layout, RepoId id, Revision revision, String commit) {
        this.layout = layout;
        this.repo = layout.repo(id);
        this.revision = revision;
        this.commit = commit;
    }

    /**
     * Makes the place for blobs, and finds what is in the way before anything is fetched.
     *
     * @param files the files that will come
     */
    public void prepare(Collection<RepoFile> files) {
        link().requireFree();
        OwnDirectories.require(layout.directory(), link().path().getParent());
        OwnDirectories.require(layout.hub(), revision.in(repo.refs()).getParent());
        OwnDirectories.require(layout.hub(), repo.tree(commit).getParent());
        try {
            Files.createDirectories(layout.hub());
            OwnDirectories.create(layout.hub(), repo.blobs());
            OwnDirectories.create(layout.hub(), repo.snapshots());
            for (RepoFile file : files) {
                requireInside(repo.blob(file.digest()));
                OwnDirectories.require(layout.hub(), entry(file).getParent());
                requireReplaceable(entry(file));
            }
            writeTag();
        } catch (IOException failure) {
            throw CacheFailures.of("Preparing", repo.root(), failure);
        }
    }

    /**
     * Publishes the files whose blobs are there.
     *
     * @param files the files selected
     * @param tree all files of the commit, where they are known
     * @return the snapshot
     */
    public Path publish(List<RepoFile> files, Optional<RepoTree> tree) {
        files.forEach(this::requireBlob);
        try {
            linkFiles(files);
            if (tree.filter(all -> all.oddFiles().isEmpty()).isPresent()
                    && Snapshot.read(repo, commit).holdsAll(tree.get().files())) {
                OwnDirectories.create(layout.hub(), repo.tree(commit).getParent());
                new TreeFile(repo.tree(commit)).write(tree.get(), repo.blobs());
            }
            if (!revision.isCommit()) {
                Path ref = revision.in(repo.refs());
                OwnDirectories.create(layout.hub(), ref.getParent());
                new RefFile(ref).write(commit, repo.blobs());
            }
            Files.createDirectories(layout.directory());
            OwnDirectories.create(layout.directory(), link().path().getParent());
            link().pointTo(repo.snapshot(commit));
        } catch (IOException failure) {
            throw CacheFailures.of("Publishing", repo.snapshot(commit), failure);
        }
        return repo.snapshot(commit);
    }

    private void linkFiles(List<RepoFile> files) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        for (RepoFile file : files) {
            Path entry = entry(file);
            OwnDirectories.create(layout.hub(), entry.getParent());
            Path target = entry.getParent().relativize(repo.blob(file.digest()));
            if (isLinkTo(entry, target)) {
                continue;
            }
            place(entry, target, file);
            for (Path above = entry.getParent(); above.startsWith(repo.snapshots()); above = above.getParent()) {
                directories.add(above);
            }
        }
        for (Path directory : directories) {
            Flush.directory(directory);
        }
    }

    private void place(Path entry, Path target, RepoFile file) throws IOException {
        if (Files.isSymbolicLink(entry)) {
            // the commit's content is fixed, so a link that leads elsewhere is damage
            Files.delete(entry);
        } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            // where links were not allowed, huggingface_hub left the file itself; it stays if it is the file
            if (Files.size(entry) != file.sizeBytes() || Files.mismatch(entry, repo.blob(file.digest())) >= 0) {
                throw CacheFailures.inTheWay(entry, "a file with other content");
            }
            return;
        }
        try {
            Files.createSymbolicLink(entry, target);
        } catch (FileAlreadyExistsException raced) {
            if (!isLinkTo(entry, target)) {
                throw raced;
            }
        }
    }

    private static boolean isLinkTo(Path entry, Path target) throws IOException {
        return Files.isSymbolicLink(entry) && Files.readSymbolicLink(entry).equals(target);
    }

    private void requireBlob(RepoFile file) {
        Path blob = repo.blob(file.digest());
        try {
            if (Files.isRegularFile(blob) && Files.size(blob) == file.sizeBytes()) {
                return;
            }
        } catch (IOException vanished) {
            throw CacheFailures.of("Reading", blob, vanished);
        }
        throw new VenomException(
                ErrorCode.CORRUPT_STATE,
                "The blob of '" + file.path() + "' is gone, or another than was fetched; nothing was published.",
                "Install again; if it lasts, see which program deletes from " + repo.blobs() + ".");
    }

    /** A blob may be a link into the store that repositories share, but to nowhere else. */
    private void requireInside(Path blob) throws IOException {
        if (!Files.isSymbolicLink(blob)) {
            return;
        }
        try {
            if (!blob.toRealPath().startsWith(layout.hub().toRealPath())) {
                throw CacheFailures.inTheWay(blob, "a link out of the cache");
            }
        } catch (NoSuchFileException dangling) {
            // its content was pruned: the fetched file takes the link's place
        }
    }

    private static void requireReplaceable(Path entry) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            throw CacheFailures.inTheWay(entry, "a directory");
        }
    }

    private void writeTag() throws IOException {
        Path tag = layout.hub().resolve("CACHEDIR.TAG");
        if (!Files.exists(tag, LinkOption.NOFOLLOW_LINKS)) {
            new DurableFile(tag)
                    .replace(CACHE_TAG.getBytes(StandardCharsets.US_ASCII), DurableFile.Durability.POWER, repo.blobs());
        }
    }

    private Path entry(RepoFile file) {
        return file.path().in(repo.snapshot(commit));
    }

    private ModelLink link() {
        return layout.link(repo.id(), revision);
    }
}
