package dev.venom.runtime.testbed.hub.repository;

import dev.venom.runtime.testbed.hub.content.ContentDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One state of a repository. Immutable.
 *
 * @param id 40 hex digits that follow from all the rest, so that they are the same in every run
 * @param title the first line of the message
 * @param date when it was made
 * @param files by path
 */
public record Commit(String id, String title, Instant date, SortedMap<String, HubFile> files) {

    /** Copies the files. */
    public Commit {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** A commit on top of the one of that id; the first has the repository's id below it. */
    static Commit of(String below, String title, Instant date, SortedMap<String, HubFile> files) {
        // Digests of large files take seconds; several of them share the cores.
        String listing = files.values().parallelStream()
                .map(file -> file.oid() + " " + file.path())
                .collect(Collectors.joining("\n"));
        return new Commit(ContentDigest.sha1(below + "\n" + date + "\n" + title + "\n" + listing), title, date, files);
    }

    /** The file at this path. */
    public Optional<HubFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
