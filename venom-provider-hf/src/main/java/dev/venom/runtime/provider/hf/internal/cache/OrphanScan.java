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
import java.util.List;
import java.util.Set;

/**
 * Finds what belongs to no model: snapshots that no ref and no link names, blobs that no remaining snapshot uses,
 * links that lead nowhere, and downloads that somebody gave up. Deletes nothing.
 */
public final class OrphanScan {
    /** A younger unfinished download may still be written. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    private static final String UNFINISHED = ".incomplete";
    private static final String TEMPORARY = ".tmp";

    private final CacheLayout layout;
    private final Instant now;
    private final Set<Path> kept = new HashSet<>();
    private final Set<RepoId> busy = new HashSet<>();
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
            scanLinks();
            for (RepoFolder repo : layout.repos()) {
                if (!busy.contains(repo.id()) && !Files.isSymbolicLink(repo.root())) {
                    scan(repo);
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
            } else if (isOurs ? !Files.exists(link.path()) : isOld(link.path())) {
                add(link.path(), "snapshot", 0);
            }
        }
    }

    private void scan(RepoFolder repo) throws IOException {
        kept.addAll(repo.revisions().values().stream()
                .map(commit -> repo.snapshot(commit).normalize())
                .toList());
        List<String> remaining = new ArrayList<>();
        for (String commit : repo.commits()) {
            if (kept.contains(repo.snapshot(commit).normalize())) {
                remaining.add(commit);
            } else {
                addSnapshot(repo, commit);
            }
        }
        boolean isEmptied = scanBlobs(repo, BlobUse.of(repo, remaining));
        if (isEmptied && remaining.isEmpty() && repo.revisions().isEmpty()) {
            add(repo.root(), "snapshot", 0);
        }
    }

    private void addSnapshot(RepoFolder repo, String commit) throws IOException {
        add(repo.snapshot(commit), "snapshot", BlobUse.freedBelow(repo.snapshot(commit)));
        for (Path beside : List.of(repo.tree(commit), repo.absences(commit))) {
            if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                add(beside, "snapshot", 0);
            }
        }
    }

    /** Adds blobs that nothing uses; tells whether none remains. */
    private boolean scanBlobs(RepoFolder repo, Set<Path> used) throws IOException {
        List<Path> blobs = CacheLayout.children(repo.blobs());
        boolean isBeingFilled = false;
        for (Path blob : blobs) {
            isBeingFilled |= isUnfinished(blob) && !isOld(blob);
        }
        if (isBeingFilled) {
            // another program's download: blobs that it has finished may not be linked yet
            return false;
        }
        boolean isEmptied = true;
        for (Path blob : blobs) {
            if (used.contains(blob.normalize())) {
                isEmptied = false;
            } else {
                add(blob, isUnfinished(blob) ? "partial" : "blob", BlobUse.freedBy(blob));
            }
        }
        return isEmptied;
    }

    private static boolean isUnfinished(Path blob) {
        String name = blob.getFileName().toString();
        return name.endsWith(UNFINISHED) || name.endsWith(TEMPORARY);
    }

    private boolean isOld(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(now.minus(GIVEN_UP));
    }

    private void add(Path path, String kind, long sizeBytes) {
        String name = layout.directory().relativize(path).toString().replace('\\', '/');
        orphans.add(new Orphan(path, new PruneReport.Item(kind, name, sizeBytes)));
    }
}
