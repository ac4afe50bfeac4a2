package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who owns a store, and what that means for what is put there: a service's daemon has to be able to read and to
 * delete it. Immutable.
 *
 * @param store the store
 */
public record StoreOwnership(StoreLayout store) {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    /**
     * Whether this process may put models there.
     *
     * @return why not; empty if it may
     */
    public Optional<VenomException> refusal() {
        Optional<VenomException> unmounted = Stream.of(store.root(), store.blobs(), store.manifests())
                .filter(directory -> Files.isSymbolicLink(directory) && Files.notExists(directory))
                .findFirst()
                .map(StoreOwnership::unmounted);
        return unmounted.isPresent() ? unmounted : forbidden();
    }

    private Optional<VenomException> forbidden() {
        return Stream.of(store.root(), store.blobs(), store.manifests())
                .map(StoreOwnership::nearest)
                .filter(directory -> !Files.isWritable(directory))
                .findFirst()
                .map(this::refusal);
    }

    /**
     * Whether this process may look there at all. Where it may not, nobody can say what is there.
     *
     * @return false if a directory on the way is closed to it
     */
    public boolean isReadable() {
        return Stream.of(store.root(), store.blobs(), store.manifests())
                .allMatch(directory -> Files.isReadable(directory) || Files.notExists(directory));
    }

    /** Makes directories, each with the owner of the one it lies in. */
    void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        makeDirectories(parent);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException raced) {
            if (!Files.isDirectory(directory)) {
                throw raced;
            }
            return;
        }
        adopt(directory, parent, DIRECTORY);
    }

    /** Gives a file to the owner of the directory it lies in, readable by everybody as the daemon's own are. */
    void adopt(Path file, Path directory) throws IOException {
        adopt(file, directory, FILE);
    }

    private static void adopt(Path path, Path directory, Set<PosixFilePermission> least) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes own = view.readAttributes();
        PosixFileAttributes above = Files.readAttributes(directory, PosixFileAttributes.class);
        Set<PosixFilePermission> wanted = new HashSet<>(least);
        if (above.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
            wanted.add(PosixFilePermission.GROUP_WRITE);
        }
        attempt(() -> {
            if (!own.permissions().equals(wanted)) {
                view.setPermissions(wanted);
            }
        });
        attempt(() -> {
            if (!own.group().equals(above.group())) {
                view.setGroup(above.group());
            }
        });
        attempt(() -> {
            if (!own.owner().equals(above.owner())) {
                view.setOwner(above.owner());
            }
        });
    }

    /** Only root may give files away; whoever else may write here has been let in by the owner. */
    private static void attempt(Change change) {
        try {
            change.make();
        } catch (IOException notPermitted) {
            // the file is readable all the same
        }
    }

    private static VenomException unmounted(Path link) {
        return new VenomException(
                ErrorCode.CORRUPT_STATE,
                link + " is a link that leads nowhere.",
                "Mount the disk that it leads to, or point it elsewhere.");
    }

    private VenomException refusal(Path directory) {
        String owner = owner(directory);
        return new VenomException(
                ErrorCode.PERMISSION_DENIED,
                "The store " + store.root() + " belongs to " + owner + ", and this user may not write there ("
                        + directory + ").",
                "Install through its daemon (--via daemon), run this as " + owner
                        + " or as root, or set OLLAMA_MODELS to a store of your own.");
    }

    private static String owner(Path directory) {
        try {
            return "user '" + Files.getOwner(directory).getName() + "'";
        } catch (IOException | UnsupportedOperationException unknown) {
            return "another user";
        }
    }

    private static Path nearest(Path directory) {
        Path path = directory.toAbsolutePath();
        while (path.getParent() != null && Files.notExists(path)) {
            path = path.getParent();
        }
        return path;
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
