package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.provider.ollama.internal.name.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directories of a daemon's store: {@code blobs/sha256-<hex>} and {@code
 * manifests/<host>/<namespace>/<model>/<tag>}. A daemon that starts deletes from {@code blobs/} whatever no manifest
 * names, so that nothing unfinished lies there: it lies beside it. Immutable.
 *
 * @param root the directory that {@code OLLAMA_MODELS} names
 */
public record StoreLayout(Path root) {
    private static final String BLOBS = "blobs";
    private static final String PREFIX = "sha256-";
    private static final String INCOMING = ".venom";

    /**
     * The store in which a blob lies.
     *
     * @param blob a blob
     * @return its store; empty where the path is not one of a blob
     */
    public static Optional<StoreLayout> around(Path blob) {
        Path directory = blob.getParent();
        boolean isBlob = directory != null
                && directory.getParent() != null
                && directory.getFileName() != null
                && directory.getFileName().toString().equals(BLOBS);
        return isBlob ? Optional.of(new StoreLayout(directory.getParent())) : Optional.empty();
    }

    /**
     * Where contents lie.
     *
     * @return a directory that need not exist
     */
    public Path blobs() {
        return root.resolve(BLOBS);
    }

    /**
     * Where names lie.
     *
     * @return a directory that need not exist
     */
    public Path manifests() {
        return root.resolve("manifests");
    }

    /**
     * Where contents wait until all of a model are there: beside {@code blobs/}; inside it where that is a disk of its
     * own, as a directory, which no daemon prunes while something is in it.
     *
     * @return a directory that need not exist
     */
    public Path incoming() {
        return isBlobsElsewhere() ? incomingWithinBlobs() : root.resolve(INCOMING);
    }

    /** Where contents wait, or a program that saw the disks otherwise let them wait. */
    List<Path> allIncoming() {
        return List.of(root.resolve(INCOMING), incomingWithinBlobs());
    }

    Path incomingWithinBlobs() {
        return blobs().resolve(INCOMING);
    }

    private boolean isBlobsElsewhere() {
        try {
            return Files.isDirectory(blobs()) && !Files.getFileStore(root).equals(Files.getFileStore(blobs()));
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * A content.
     *
     * @param digest what it hashes to
     * @return its path
     */
    public Path blob(Digest digest) {
        return blobs().resolve(PREFIX + digest.hex());
    }

    /**
     * A content that waits.
     *
     * @param digest what it hashes to
     * @return its path
     */
    public Path incoming(Digest digest) {
        return incoming().resolve(PREFIX + digest.hex());
    }

    /** A name for something on its way that nothing else has. */
    static Path draft(Path directory) {
        return directory.resolve(".venom-" + UUID.randomUUID() + ".tmp");
    }

    /**
     * The manifest of a model.
     *
     * @param name the model
     * @return its path
     */
    public Path manifest(ModelName name) {
        return manifests()
                .resolve(name.host())
                .resolve(name.namespace())
                .resolve(name.model())
                .resolve(name.tag());
    }

    /**
     * The spelling under which a model is stored: the daemon takes names that differ in case for the same.
     *
     * @param name any spelling
     * @return the one that is there; the given one where none is
     */
    public ModelName spelling(ModelName name) {
        if (Files.isRegularFile(manifest(name)) || !Files.isDirectory(manifests())) {
            return name;
        }
        try {
            return names().stream().filter(name::means).findFirst().orElse(name);
        } catch (IOException unreadable) {
            return name;
        }
    }

    /**
     * Every model that has a manifest.
     *
     * @return names, sorted
     * @throws IOException if a directory can't be read
     */
    public List<ModelName> names() throws IOException {
        List<ModelName> names = new ArrayList<>();
        for (Path host : children(manifests())) {
            for (Path namespace : children(host)) {
                for (Path model : children(namespace)) {
                    for (Path tag : children(model)) {
                        name(host, namespace, model, tag).ifPresent(names::add);
                    }
                }
            }
        }
        return names;
    }

    /**
     * What lies in a directory, sorted; nothing where it is none. As for a daemon, a link in place of a directory is one:
     * what lies behind it is in use.
     */
    static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static Optional<ModelName> name(Path host, Path namespace, Path model, Path tag) {
        String[] parts = Stream.of(host, namespace, model, tag)
                .map(path -> path.getFileName().toString())
                .toArray(String[]::new);
        boolean isModel = ModelName.isName(parts[0], parts[1], parts[2], parts[3]) && Files.isRegularFile(tag);
        return isModel ? Optional.of(new ModelName(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }
}
