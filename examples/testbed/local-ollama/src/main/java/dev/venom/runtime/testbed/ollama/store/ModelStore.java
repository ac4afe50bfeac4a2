package dev.venom.runtime.testbed.ollama.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.content.ContentDigest;
import dev.venom.runtime.testbed.ollama.image.Layer;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.image.ModelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with {@code blobs/} and {@code manifests/<host>/<namespace>/<model>/<tag>}, as {@code OLLAMA_MODELS} names
 * it. Nothing is kept in memory: what others write there is seen at once. Thread-safe.
 */
public final class ModelStore {

    private static final Logger log = LoggerFactory.getLogger(ModelStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANIFEST_DEPTH = 4;

    private final Path root;
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    /** The store in that directory, which is made with the first model. */
    public ModelStore(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The directory that holds {@code blobs} and {@code manifests}. */
    public Path root() {
        return root;
    }

    /** The directory of blobs. */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /** The directory of manifests. */
    public Path manifests() {
        return root.resolve("manifests");
    }

    /** Where the blob of this digest belongs. */
    public Path blob(String digest) {
        return blobs().resolve(digest.replace(':', '-'));
    }

    /** Where the manifest of this name belongs. */
    public Path manifest(ModelName name) {
        return manifests()
                .resolve(name.host())
                .resolve(name.namespace())
                .resolve(name.model())
                .resolve(name.tag());
    }

    /** From now on only so many more bytes have room, as if the disk were full behind them. */
    public void room(long bytes) {
        room.set(bytes);
    }

    /** Takes room for bytes that are about to be written to this file. */
    public void occupy(Path file, long bytes) throws DiskFullException {
        if (room.addAndGet(-bytes) < 0) {
            room.addAndGet(bytes);
            throw new DiskFullException(file);
        }
    }

    /** Puts a whole model there at once, as somebody did before. */
    public void put(String name, ModelImage image) {
        try {
            Files.createDirectories(blobs());
            for (Layer layer : image.blobs()) {
                put(layer);
            }
            write(ModelName.of(name), image.manifest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + name + " into " + root, e);
        }
    }

    /** Writes a manifest. */
    public void write(ModelName name, byte[] bytes) throws IOException {
        Path file = manifest(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** The model of this name, whatever the case of its letters; empty where it is not there or not readable. */
    public Optional<StoredModel> find(ModelName name) {
        return list().stream().filter(model -> model.name().isSameAs(name)).findFirst();
    }

    /** All models that can be read, those changed last first. */
    public List<StoredModel> list() {
        List<StoredModel> models = new ArrayList<>();
        for (Path file : manifestFiles()) {
            try {
                models.add(read(file));
            } catch (IOException e) {
                log.warn("model left out manifest={} reason={}", file, e.toString());
            }
        }
        models.sort((a, b) -> b.modifiedAt().compareTo(a.modifiedAt()));
        return models;
    }

    /** Removes a model, and the blobs that no other model has. */
    public void remove(StoredModel model) throws IOException {
        Files.deleteIfExists(manifest(model.name()));
        deleteUnused(model.manifest());
    }

    /** Deletes those blobs of a former manifest that no model has any more; the number of those deleted. */
    public int deleteUnused(Manifest former) throws IOException {
        Set<String> used = usedDigests();
        int deleted = 0;
        for (StoredLayer blob : former.blobs()) {
            if (!used.contains(blob.digest()) && Files.deleteIfExists(blob(blob.digest()))) {
                deleted++;
            }
        }
        return deleted;
    }

    Set<String> usedDigests() {
        Set<String> used = new HashSet<>();
        list().forEach(model -> model.manifest().blobs().forEach(blob -> used.add(blob.digest())));
        return used;
    }

    /** As for a daemon, a link in place of a directory is one. */
    List<Path> manifestFiles() {
        if (!Files.isDirectory(manifests())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(manifests(), MANIFEST_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> manifests().relativize(file).getNameCount() == MANIFEST_DEPTH)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + manifests(), e);
        }
    }

    private void put(Layer layer) throws IOException {
        Path file = blob(layer.digest());
        if (!Files.exists(file)) {
            try (WritableByteChannel channel = Channels.newChannel(Files.newOutputStream(file))) {
                layer.content().writeTo(channel::write, 0, layer.size());
            }
        }
    }

    private StoredModel read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Manifest manifest = Manifest.parse(bytes);
        Path path = manifests().relativize(file);
        return new StoredModel(
                new ModelName(
                        path.getName(0).toString(),
                        path.getName(1).toString(),
                        path.getName(2).toString(),
                        path.getName(3).toString()),
                ContentDigest.sha256(Content.of(bytes)),
                manifest,
                JSON.readTree(Files.readAllBytes(blob(manifest.config().digest()))),
                Files.getLastModifiedTime(file).toInstant());
    }
}
