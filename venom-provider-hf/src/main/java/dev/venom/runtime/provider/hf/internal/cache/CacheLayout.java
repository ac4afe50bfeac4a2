package dev.venom.runtime.provider.hf.internal.cache;

import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.provider.hf.internal.repository.Revision;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things are in the cache directory: {@code hub/} as huggingface_hub lays it out, and {@code
 * hf/<org>/<name>@<revision>}, our links to its snapshots. Immutable.
 *
 * @param directory the cache directory
 */
public record CacheLayout(Path directory) {
    /**
     * The cache that huggingface_hub shares with us.
     *
     * @return its root
     */
    public Path hub() {
        return directory.resolve("hub");
    }

    Path links() {
        return directory.resolve("hf");
    }

    /**
     * The folder of one repository.
     *
     * @param id the repository
     * @return its folder, which need not exist
     */
    public RepoFolder repo(RepoId id) {
        return new RepoFolder(hub().resolve(id.folder()), id);
    }

    /**
     * The spelling under which a repository lies here: the Hub takes ids that differ in case for the same, but a
     * folder has one name.
     *
     * @param id any spelling
     * @return the one of the folder that is there; the given one where none is
     */
    public RepoId spelling(RepoId id) {
        try {
            List<RepoId> same = repos().stream()
                    .map(RepoFolder::id)
                    .filter(other -> other.text().equalsIgnoreCase(id.text()))
                    .toList();
            return same.isEmpty() || same.contains(id) ? id : same.get(0);
        } catch (IOException unreadable) {
            return id;
        }
    }

    /**
     * The link under which a model is found.
     *
     * @param id the repository
     * @param revision the revision asked for
     * @return the link, which need not exist
     */
    public ModelLink link(RepoId id, Revision revision) {
        Path parent = id.organisation().map(links()::resolve).orElse(links());
        return new ModelLink(parent.resolve(id.name() + "@" + revision.label()));
    }

    /** Folders of all models in the cache. */
    List<RepoFolder> repos() throws IOException {
        List<RepoFolder> repos = new ArrayList<>();
        for (Path folder : children(hub())) {
            if (Files.isDirectory(folder)) {
                RepoId.ofFolder(folder.getFileName().toString()).ifPresent(id -> repos.add(new RepoFolder(folder, id)));
            }
        }
        return repos;
    }

    /** All our links, sound or not. */
    List<ModelLink> allLinks() throws IOException {
        List<ModelLink> found = new ArrayList<>();
        for (Path child : children(links())) {
            if (Files.isSymbolicLink(child)) {
                found.add(new ModelLink(child));
            } else if (Files.isDirectory(child)) {
                children(child).stream()
                        .filter(Files::isSymbolicLink)
                        .map(ModelLink::new)
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What a directory holds, by name; nothing where there is no such directory. */
    static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        }
        children.sort(null);
        return children;
    }

    /** All that lies below a directory, which may be a link to one; links below it are not followed. */
    static List<Path> descendants(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        Path start = Files.isSymbolicLink(directory) ? directory.toRealPath() : directory;
        try (Stream<Path> walk = Files.walk(start)) {
            return walk.filter(path -> !path.equals(start))
                    .map(path -> directory.resolve(start.relativize(path)))
                    .sorted()
                    .toList();
        } catch (java.io.UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
