package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A snapshot on disk, whoever wrote it: its files, and what huggingface_hub noted about the whole commit.
 * Immutable; nothing in it was hashed.
 *
 * @param files what lies there
 * @param tree all files of the commit, where they were noted
 */
record Snapshot(List<SnapshotFile> files, Optional<RepoTree> tree) {
    /** Reads names and lengths. */
    static Snapshot read(RepoFolder repo, String commit) throws IOException {
        Optional<RepoTree> tree = new TreeFile(repo.tree(commit)).read();
        Path directory = repo.snapshot(commit);
        EntryDigests digests = new EntryDigests(repo, tree);
        List<SnapshotFile> files = new ArrayList<>();
        for (Path entry : CacheLayout.descendants(directory)) {
            if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                file(directory, entry, digests).ifPresent(files::add);
            }
        }
        return new Snapshot(List.copyOf(files), tree);
    }

    private static Optional<SnapshotFile> file(Path directory, Path entry, EntryDigests digests) throws IOException {
        RelativePath path;
        try {
            path = RelativePath.between(directory, entry);
        } catch (VenomException notOurs) {
            return Optional.empty();
        }
        OptionalLong size = Files.isRegularFile(entry) ? OptionalLong.of(Files.size(entry)) : OptionalLong.empty();
        return Optional.of(new SnapshotFile(path, entry, digests.of(path.text(), entry, size), size));
    }

    /** Whether all these files of the commit lie here with their lengths. */
    boolean holdsAll(Collection<RepoFile> wanted) {
        Map<RelativePath, Long> lengths = new HashMap<>();
        files.stream()
                .filter(SnapshotFile::isThere)
                .forEach(file -> lengths.put(file.path(), file.sizeBytes().orElseThrow()));
        return wanted.stream().allMatch(file -> Long.valueOf(file.sizeBytes()).equals(lengths.get(file.path())));
    }
}
