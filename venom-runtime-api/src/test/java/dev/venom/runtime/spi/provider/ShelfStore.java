package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelDescription;
import dev.venom.runtime.api.model.ModelFile;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.RelativePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps contents under their digests, and a text file for each complete model. */
final class ShelfStore {
    private final Path root;

    ShelfStore(Path root) {
        this.root = root;
    }

    Path blob(Digest digest) {
        return root.resolve("blobs").resolve(digest.hex());
    }

    Path staging() {
        return root.resolve("staging");
    }

    Path entry(String name) {
        return root.resolve("entries").resolve(name);
    }

    Path publish(String name, String listing) {
        try {
            Files.createDirectories(staging());
            Files.createDirectories(entry(name).getParent());
            Path draft = Files.writeString(staging().resolve(name), listing);
            return Files.move(draft, entry(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<InstalledModel> models() {
        return children("entries").stream().map(this::model).toList();
    }

    List<Path> blobs() {
        return children("blobs");
    }

    long delete(Path file) {
        try {
            long size = Files.size(file);
            Files.delete(file);
            return size;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private InstalledModel model(Path entry) {
        try {
            String listing = Files.readString(entry);
            String name = entry.getFileName().toString();
            return new InstalledModel(
                    ModelRef.of("shelf", name),
                    ShelfServer.sha256(listing),
                    name,
                    entry,
                    files(listing),
                    ModelDescription.UNKNOWN,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    InstallState.COMPLETE,
                    Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<ModelFile> files(String listing) {
        return listing.lines()
                .map(line -> line.split(" ", 3))
                .map(parts ->
                        new ModelFile(RelativePath.of(parts[2]), Long.parseLong(parts[1]), Digest.sha256(parts[0])))
                .toList();
    }

    private List<Path> children(String directory) {
        Path parent = root.resolve(directory);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
