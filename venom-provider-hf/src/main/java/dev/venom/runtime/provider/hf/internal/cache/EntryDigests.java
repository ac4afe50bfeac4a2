package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.hf.internal.repository.RepoFile;
import dev.venom.runtime.provider.hf.internal.repository.RepoTree;
import dev.venom.runtime.spi.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Tells what the files of a snapshot should hash to, by names alone: of a link by the blob that it names, however that
 * is spelled; of a file by the listing of its commit, or by the one blob that it is a copy of. Confined to one thread.
 */
final class EntryDigests {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    private final RepoFolder repo;
    private final Optional<RepoTree> tree;
    private final Map<Path, Boolean> blobDirectories = new HashMap<>();
    private Optional<Map<Long, List<Path>>> blobsByLength = Optional.empty();

    EntryDigests(RepoFolder repo, Optional<RepoTree> tree) {
        this.repo = repo;
        this.tree = tree;
    }

    /** The digest of one file; empty where no name tells. */
    Optional<Digest> of(String name, Path entry, OptionalLong sizeBytes) throws IOException {
        Optional<Digest> named =
                Files.isSymbolicLink(entry) ? linked(entry, Files.readSymbolicLink(entry)) : Optional.empty();
        return named.or(() -> tree.flatMap(all -> all.find(name)).map(RepoFile::digest))
                .or(() -> sizeBytes.isPresent() ? copied(sizeBytes.getAsLong()) : Optional.empty());
    }

    private Optional<Digest> linked(Path entry, Path target) {
        Path blob = entry.resolveSibling(target);
        Path directory = blob.getParent();
        return directory != null && isOfBlobs(directory) ? named(blob) : Optional.empty();
    }

    private boolean isOfBlobs(Path directory) {
        return directory.normalize().equals(repo.blobs().normalize())
                || blobDirectories.computeIfAbsent(directory, this::isSameDirectory);
    }

    /** An absolute link may spell the cache otherwise, or as it was called before it was moved. */
    private boolean isSameDirectory(Path directory) {
        try {
            Optional<FileIdentity> identity = FileIdentity.of(directory);
            return identity.isPresent()
                    ? identity.equals(FileIdentity.of(repo.blobs()))
                    : directory.endsWith(Path.of(repo.id().folder(), "blobs"));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Where the listing of the commit is not there, a copy that followed the links is known by its length. */
    private Optional<Digest> copied(long sizeBytes) {
        List<Path> alike = blobsByLength().getOrDefault(sizeBytes, List.of());
        return alike.size() == 1 ? named(alike.get(0)) : Optional.empty();
    }

    private Map<Long, List<Path>> blobsByLength() {
        if (blobsByLength.isEmpty()) {
            Map<Long, List<Path>> found = new HashMap<>();
            try {
                for (Path blob : CacheLayout.children(repo.blobs())) {
                    if (Files.isRegularFile(blob) && named(blob).isPresent()) {
                        found.computeIfAbsent(Files.size(blob), size -> new ArrayList<>())
                                .add(blob);
                    }
                }
            } catch (IOException unreadable) {
                // then nothing is told
            }
            blobsByLength = Optional.of(found);
        }
        return blobsByLength.get();
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
}
