package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.PruneReport;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.provider.ModelProvider.Orphan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what belongs to no model: snapshots that lost their name to a newer commit, blobs that no remaining snapshot
 * uses, links that lead nowhere, and downloads that somebody gave up. What only its commit names is a model that somebody
 * pinned; what is young may be somebody's work in progress; both stay. Deletes nothing. Confined to one thread.
 */
public final class OrphanScan {
    /** A younger unfinished download may still be written. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);
    /** A younger content may still get its link. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final String UNFINISHED = ".incomplete";
    private static final String TEMPORARY = ".tmp";
    /** A content by its digest, or on its way as huggingface_hub and we name that: anything else is somebody's own. */
    private static final Pattern BLOB =
            Pattern.compile("(?:[0-9a-f]{40}|[0-9a-f]{64})(?:[0-9a-zA-Z._-]*\\.tmp)?|.+\\.incomplete", Pattern.DOTALL);

    private static final Set<String> PARTS = Set.of("blobs", "snapshots", "refs", "trees", ".no_exist");

    private final CacheLayout layout;
    private final Instant now;
    private final Superseded superseded;
    private final Set<Path> kept = new HashSet<>();
    private final Set<RepoId> busy = new HashSet<>();
    private final BlobUse use = new BlobUse();
    private final List<Orphan> orphans = new ArrayList<>();

    /**
     * A scan.
     *
     * @param layout the cache
     * @param now the time, for the age of unfinished downloads
     */
    public OrphanScan(CacheLayout layout, Instant now) {
        this.layout = layout;
        this.now = now;
        this.superseded = new Superseded(layout);
    }

    /**
     * Keeps the snapshot of a model.
     *
     * @param id the repository
     * @param commit the commit
     */
    public void keep(RepoId id, String commit) {
        kept.add(layout.repo(id).snapshot(commit).normalize());
    }

    /**
     * Leaves a repository alone: a model of it is being installed.
     *
     * @param id the repository
     */
    public void leaveAlone(RepoId id) {
        busy.add(id);
    }

    /**
     * Scans.
     *
     * @return orphans in the order in which they can be deleted
     */
    public List<Orphan> find() {
        try {
            if (!Files.isDirectory(layout.hub())) {
                return List.of();
            }
            scanLinks();
            List<ScannedRepo> scanned = new ArrayList<>();
            for (RepoFolder repo : layout.repos()) {
                scanned.add(scanned(repo));
            }
            for (ScannedRepo each : scanned) {
                if (isWithin(each.repo())) {
                    scan(each);
                }
            }
            return List.copyOf(orphans);
        } catch (IOException failure) {
            throw CacheFailures.of("Scanning", layout.hub(), failure);
        }
    }

    private void scanLinks() throws IOException {
        for (ModelLink link : layout.allLinks()) {
            boolean isOurs = link.path().getFileName().toString().contains("@");
            if (link.snapshot(layout)
                    .filter(Files::isDirectory)
                    .filter(any -> isOurs)
                    .isPresent()) {
                kept.add(link.snapshot(layout).orElseThrow());
            } else if (isOurs ? !Files.exists(link.path()) : isOlder(link.path(), GIVEN_UP)) {
                add(link.path(), "snapshot", 0);
            }
        }
    }

    /** Which snapshots of a repository stay; whose blobs these use is noted. */
    private ScannedRepo scanned(RepoFolder repo) throws IOException {
        Set<String> goes = new LinkedHashSet<>();
        List<String> stays = new ArrayList<>();
        kept.addAll(repo.revisions().values().stream()
                .map(commit -> repo.snapshot(commit).normalize())
                .toList());
        for (String commit : repo.commits()) {
            if (isWithin(repo) && isOrphaned(repo, commit)) {
                goes.add(commit);
            } else {
                stays.add(commit);
                use.add(repo, commit);
            }
        }
        return new ScannedRepo(repo, stays, goes);
    }

    /** What is a link belongs to another disk, or to another cache as well. */
    private boolean isWithin(RepoFolder repo) {
        return !busy.contains(repo.id())
                && !Files.isSymbolicLink(repo.root())
                && !Files.isSymbolicLink(repo.snapshots());
    }

    private boolean isOrphaned(RepoFolder repo, String commit) throws IOException {
        Path snapshot = repo.snapshot(commit);
        if (kept.contains(snapshot.normalize())) {
            return false;
        }
        return superseded.contains(repo, commit)
                || CacheLayout.descendants(snapshot).isEmpty() && isOlder(snapshot, YOUNG);
    }

    private void scan(ScannedRepo scanned) throws IOException {
        RepoFolder repo = scanned.repo();
        Set<Path> released = new HashSet<>();
        for (String commit : scanned.goes()) {
            for (SnapshotFile file : Snapshot.read(repo, commit).files()) {
                file.digest().ifPresent(digest -> released.add(repo.blob(digest)));
            }
            addSnapshot(repo, commit);
        }
        // the blobs of a link may be those of another cache
        boolean isEmptied = !Files.isSymbolicLink(repo.blobs()) && scanBlobs(repo, released);
        boolean isUnnamed = scanned.stays().isEmpty() && repo.revisions().isEmpty();
        boolean isGivenUp = !scanned.goes().isEmpty() || isOlder(newest(repo), YOUNG);
        if (isEmptied && isUnnamed && isGivenUp && holdsNothingElse(scanned)) {
            add(repo.root(), "snapshot", 0);
        }
    }

    /** Whether all that goes with the repository's directory is of the layout. */
    private static boolean holdsNothingElse(ScannedRepo scanned) throws IOException {
        for (Path part : CacheLayout.children(scanned.repo().root())) {
            if (!PARTS.contains(part.getFileName().toString()) || Files.isSymbolicLink(part)) {
                return false;
            }
        }
        for (Path snapshot : CacheLayout.children(scanned.repo().snapshots())) {
            if (!scanned.goes().contains(snapshot.getFileName().toString())) {
                return false;
            }
        }
        return true;
    }

    private static Path newest(RepoFolder repo) throws IOException {
        Path newest = repo.root();
        for (Path below : CacheLayout.children(repo.root())) {
            boolean isNewer = Files.getLastModifiedTime(below, LinkOption.NOFOLLOW_LINKS)
                            .compareTo(Files.getLastModifiedTime(newest, LinkOption.NOFOLLOW_LINKS))
                    > 0;
            newest = isNewer ? below : newest;
        }
        return newest;
    }

    private void addSnapshot(RepoFolder repo, String commit) throws IOException {
        add(repo.snapshot(commit), "snapshot", BlobUse.freedBelow(repo.snapshot(commit)));
        for (Path beside : List.of(repo.tree(commit), repo.absences(commit))) {
            if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                add(beside, "snapshot", 0);
            }
        }
    }

    /**
     * Adds blobs that nothing uses, and that are old or were those of a snapshot that goes; tells whether none remains.
     */
    private boolean scanBlobs(RepoFolder repo, Set<Path> released) throws IOException {
        List<Path> blobs = CacheLayout.children(repo.blobs());
        boolean isBeingFilled = false;
        for (Path blob : blobs) {
            isBeingFilled |= isUnfinished(blob) && !isOlder(blob, GIVEN_UP);
        }
        if (isBeingFilled) {
            // another program's download: blobs that it has finished may not be linked yet
            return false;
        }
        boolean isEmptied = true;
        for (Path blob : blobs) {
            boolean isFree = released.contains(blob) || isOlder(blob, YOUNG);
            if (!isBlob(blob) || !isFree || use.uses(repo, blob)) {
                isEmptied = false;
            } else {
                add(blob, isUnfinished(blob) ? "partial" : "blob", BlobUse.freedBy(blob));
            }
        }
        return isEmptied;
    }

    private static boolean isBlob(Path path) {
        return BLOB.matcher(path.getFileName().toString()).matches()
                && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isUnfinished(Path blob) {
        String name = blob.getFileName().toString();
        return name.endsWith(UNFINISHED) || name.endsWith(TEMPORARY);
    }

    private boolean isOlder(Path path, Duration age) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(now.minus(age));
    }

    private void add(Path path, String kind, long sizeBytes) {
        String name = layout.directory().relativize(path).toString().replace('\\', '/');
        orphans.add(new Orphan(path, new PruneReport.Item(kind, name, sizeBytes)));
    }

    /**
     * What was decided on a repository. Immutable.
     *
     * @param repo the repository
     * @param stays commits whose snapshots stay
     * @param goes commits whose snapshots go
     */
    private record ScannedRepo(RepoFolder repo, List<String> stays, Set<String> goes) {}
}
