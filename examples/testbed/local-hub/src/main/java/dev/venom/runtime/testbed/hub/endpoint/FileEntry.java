package dev.venom.runtime.testbed.hub.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.hub.repository.Commit;
import dev.venom.runtime.testbed.hub.repository.HubFile;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Describes files and directories as trees do. */
final class FileEntry {

    private final HubRepository repository;
    private final Commit commit;
    private final Detail detail;
    private final SortedMap<String, SortedMap<String, HubFile>> directories;

    /** How much is told of an entry. */
    enum Detail {
        BASIC,
        EXPANDED
    }

    FileEntry(HubRepository repository, Commit commit, Detail detail) {
        this.repository = repository;
        this.commit = commit;
        this.detail = detail;
        this.directories = filesByDirectory(commit);
    }

    ObjectNode file(HubFile file) {
        ObjectNode entry = entry("file", file.path(), file.oid(), file.size());
        if (file.isLfs()) {
            entry.set("lfs", lfs(file, "oid"));
        }
        if (detail == Detail.EXPANDED) {
            String status = repository.facts().securityStatuses().getOrDefault(file.path(), "safe");
            ObjectNode security = entry.putObject("securityFileStatus").put("status", status);
            security.putObject("avScan").put("virusFound", false).put("status", status);
            security.putNull("pickleImportScan");
        }
        return entry;
    }

    /** The paths of all directories above files. */
    Set<String> directories() {
        return directories.keySet();
    }

    ObjectNode directory(String path) {
        return entry("directory", path, directoryId(path), 0);
    }

    /** What is told of an LFS file; the name of its digest differs between trees and siblings. */
    static ObjectNode lfs(HubFile file, String digestName) {
        return JsonAnswer.JSON
                .createObjectNode()
                .put(digestName, file.blob().sha256())
                .put("size", file.size())
                .put("pointerSize", file.pointer().size());
    }

    private ObjectNode entry(String type, String path, String oid, long size) {
        ObjectNode entry = JsonAnswer.JSON.createObjectNode();
        entry.put("type", type).put("oid", oid).put("size", size).put("path", path);
        if (detail == Detail.EXPANDED) {
            entry.putObject("lastCommit")
                    .put("id", commit.id())
                    .put("title", commit.title())
                    .put("date", Timestamps.of(commit.date()));
        }
        return entry;
    }

    private String directoryId(String path) {
        StringBuilder listing = new StringBuilder();
        directories
                .getOrDefault(path, Collections.emptySortedMap())
                .forEach((name, file) ->
                        listing.append(file.oid()).append(' ').append(name).append('\n'));
        return ContentDigest.sha1(listing.toString());
    }

    private static SortedMap<String, SortedMap<String, HubFile>> filesByDirectory(Commit commit) {
        SortedMap<String, SortedMap<String, HubFile>> directories = new TreeMap<>();
        for (HubFile file : commit.files().values()) {
            String path = file.path();
            for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                directories
                        .computeIfAbsent(path.substring(0, slash), key -> new TreeMap<>())
                        .put(path, file);
            }
        }
        return directories;
    }
}
