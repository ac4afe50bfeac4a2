package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Digest;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A snapshot on disk, whoever wrote it: its files, and what huggingface_hub noted about the whole commit.
 * Immutable; nothing in it was hashed.
 *
 * @param files what lies there
 * @param tree all files of the commit, where they were noted
 */
record Snapshot(List<SnapshotFile> files, Optional<RepoTree> tree) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    /** Reads names and lengths. */
    static Snapshot read(RepoFolder repo, String commit) throws IOException {
        Optional<RepoTree> tree = new TreeFile(repo.tree(commit)).read();
        Path directory = repo.snapshot(commit);
        List<SnapshotFile> files = new ArrayList<>();
        for (Path entry : CacheLayout.descendants(directory)) {
            if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                file(repo, directory, entry, tree).ifPresent(files::add);
            }
        }
        return new Snapshot(List.copyOf(files), tree);
    }

    private static Optional<SnapshotFile> file(RepoFolder repo, Path directory, Path entry, Optional<RepoTree> tree)
            throws IOException {
        RelativePath path;
        try {
            path = RelativePath.between(directory, entry);
        } catch (VenomException notOurs) {
            return Optional.empty();
        }
        Optional<Path> blob = Files.isSymbolicLink(entry)
                ? Optional.of(
                        entry.getParent().resolve(Files.readSymbolicLink(entry)).normalize())
                : Optional.empty();
        Optional<Digest> digest = blob.isPresent()
                ? blob.filter(target -> repo.blobs().normalize().equals(target.getParent()))
                        .flatMap(Snapshot::named)
                : tree.flatMap(all -> all.find(path.text())).map(RepoFile::digest);
        OptionalLong size = Files.isRegularFile(entry) ? OptionalLong.of(Files.size(entry)) : OptionalLong.empty();
        return Optional.of(new SnapshotFile(path, entry, blob, digest, size));
    }

    private static Optional<Digest> named(Path blob) {
        String name = blob.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!HEX.matcher(name).matches()) {
            return Optional.empty();
        }
        return switch (name.length()) {
            case 64 -> Optional.of(Digest.sha256(name));
            case 40 -> Optional.of(Digest.gitSha1(name));
            default -> Optional.empty();
        };
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
