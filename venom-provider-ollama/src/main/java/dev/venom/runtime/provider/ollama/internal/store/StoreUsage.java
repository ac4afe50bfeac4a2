package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Adds up files, each once however many names it has. Confined to one thread. */
public final class StoreUsage {
    private final Set<Object> seen = new HashSet<>();
    private long bytes;

    /** Nothing yet. */
    public StoreUsage() {}

    /**
     * Counts a content.
     *
     * @param store where it lies
     * @param digest what it hashes to
     */
    public void add(StoreLayout store, Digest digest) {
        add(store.blob(digest));
    }

    /**
     * Counts what waits to be published.
     *
     * @param store where it waits
     */
    public void addIncoming(StoreLayout store) {
        try {
            for (Path incoming : store.allIncoming()) {
                StoreLayout.children(incoming).forEach(this::add);
            }
        } catch (IOException unreadable) {
            // what this user may not see is not its own
        }
    }

    /**
     * The sum.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes;
    }

    /** Bytes that deleting a file gives back: none for a link, nor for one that has another name. */
    static long freedBy(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean hasOtherNames =
                file.getFileSystem().supportedFileAttributeViews().contains("unix")
                        && (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
        return attributes.isRegularFile() && !hasOtherNames ? attributes.size() : 0;
    }

    private void add(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object identity = Optional.ofNullable(attributes.fileKey()).orElse(file);
            if (attributes.isRegularFile() && seen.add(identity)) {
                bytes += attributes.size();
            }
        } catch (IOException gone) {
            // it takes no room
        }
    }
}
