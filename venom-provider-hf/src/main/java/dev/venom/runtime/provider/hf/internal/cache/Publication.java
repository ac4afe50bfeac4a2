package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import dev.venom.runtime.spi.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
    private final ContentLocations places;

    /**
     * A publication of one commit.
     *
     * @param layout the cache
     * @param id the repository
     * @param revision the revision asked for
     * @param commit what it resolved to
     * @param places where its contents lie
     */
    public Publication(CacheLayout layout, RepoId id, Revision revision, String commit, ContentLocations places) {
        this.layout = layout;
        this.repo = layout.repo(id);
        this.revision = revision;
        this.commit = commit;
        this.places = places;
    }

    /**
     * Makes the place for blobs, and finds what is in the way before anything is fetched.
     *
     * @param files the files that will come
     */
    public void prepare(Collection<RepoFile> files) {
        OwnDirectories.require(layout.links(), link().path().getParent());
        OwnDirectories.require(repo.root(), revision.in(repo.refs()).getParent());
        OwnDirectories.require(repo.root(), repo.tree(commit).getParent());
        try {
            link().requireFree(repo);
            if (!Files.isDirectory(layout.hub())) {
                Files.createDirectories(layout.hub());
            }
            OwnDirectories.createShared(layout.hub(), repo.root());
            OwnDirectories.createShared(repo.root(), repo.blobs());
            OwnDirectories.create(repo.root(), repo.snapshots());
            for (RepoFile file : files) {
                requireInside(repo.blob(file.digest()));
                OwnDirectories.require(repo.root(), places.entry(file).getParent());
                requireReplaceable(places.entry(file));
            }
            for (RepoFile file : files) {
                if (!places.of(file).startsWith(repo.blobs())) {
                    OwnDirectories.create(repo.root(), places.of(file).getParent());
                }
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
        files.forEach(this::requireContent);
        try {
            new SnapshotEntries(repo, places).place(files);
            if (tree.filter(all -> all.oddFiles().isEmpty()).isPresent()
                    && Snapshot.read(repo, commit).holdsAll(tree.get().files())) {
                OwnDirectories.create(repo.root(), repo.tree(commit).getParent());
                new TreeFile(repo.tree(commit)).write(tree.get(), repo.blobs());
            }
            Optional<String> former = formerCommit();
            writeRef();
            writeLink();
            settle(former);
        } catch (IOException failure) {
            throw CacheFailures.of("Publishing", repo.snapshot(commit), failure);
        }
        return repo.snapshot(commit);
    }

    private void writeRef() throws IOException {
        if (!revision.isCommit()) {
            Path ref = revision.in(repo.refs());
            OwnDirectories.create(repo.root(), ref.getParent());
            new RefFile(ref).write(commit, repo.blobs());
        }
    }

    /** Where no links can be made, the ref is the name by which the model is found. */
    private void writeLink() throws IOException {
        FollowedLink followed = link().followed();
        if (followed.isThere()) {
            followed.delete();
        }
        if (places.links().atAll()) {
            OwnDirectories.createShared(layout.directory(), layout.links());
            OwnDirectories.create(layout.links(), link().path().getParent());
            link().pointTo(repo.snapshot(commit));
        }
    }

    /** The commit that had the name until now. */
    private Optional<String> formerCommit() {
        return link().snapshot(layout)
                .map(snapshot -> snapshot.getFileName().toString())
                .or(() -> repo.commit(revision))
                .filter(former -> !revision.isCommit() && !former.equals(commit));
    }

    private void settle(Optional<String> former) throws IOException {
        Superseded superseded = new Superseded(layout);
        former.ifPresent(commit -> superseded.note(repo, commit));
        superseded.forget(repo, commit);
        superseded.forgetGone();
    }

    private void requireContent(RepoFile file) {
        if (!ContentLocations.hasLength(places.of(file), file)) {
            throw new VenomException(
                    ErrorCode.CORRUPT_STATE,
                    "The content of '" + file.path() + "' is gone, or another than was fetched; nothing was published.",
                    "Install again; if it lasts, see which program deletes from " + repo.root() + ".");
        }
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

    private ModelLink link() {
        return layout.link(repo.id(), revision);
    }
}
