package dev.venom.runtime.testbed.hub.repository;

import dev.venom.runtime.testbed.hub.content.Blob;
import dev.venom.runtime.testbed.hub.content.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects files for a commit. A file added again replaces the one before. Confined to one thread.
 *
 * @param <S> the collector's own type, for chains of calls
 */
public abstract class FileCollector<S extends FileCollector<S>> {

    private final SortedMap<String, HubFile> files;

    FileCollector(SortedMap<String, HubFile> files) {
        this.files = new TreeMap<>(files);
    }

    abstract S self();

    /** A file of this text. */
    public S file(String path, String text) {
        return file(path, Content.of(text));
    }

    /** A file of these bytes. */
    public S file(String path, byte[] bytes) {
        return file(path, Content.of(bytes));
    }

    /** A file of this content; in LFS if it is large or its name is that of weights. */
    public S file(String path, Content content) {
        return add(path, content, StorageRule.of(path, content.size()));
    }

    /** A file in LFS, whatever its size. */
    public S lfsFile(String path, Content content) {
        return add(path, content, Storage.LFS);
    }

    /** A file in git itself, whatever its size. */
    public S plainFile(String path, Content content) {
        return add(path, content, Storage.PLAIN);
    }

    /** A file of pseudo-random bytes, the same ones for the same size and seed. */
    public S generatedFile(String path, long size, long seed) {
        return file(path, Content.pseudoRandom(size, seed));
    }

    /** All files below a directory on disk, by their paths relative to it; hidden ones are left out. */
    public S directory(Path directory) {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> found = entries.filter(Files::isRegularFile).toList();
            for (Path file : found) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(".") && !path.contains("/.")) {
                    file(path, Content.of(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory, e);
        }
        return self();
    }

    /** No such file any more. */
    public S remove(String path) {
        files.remove(path);
        return self();
    }

    final SortedMap<String, HubFile> files() {
        return files;
    }

    private S add(String path, Content content, Storage storage) {
        files.put(path, new HubFile(path, new Blob(content), storage));
        return self();
    }
}
