package dev.venom.runtime.provider.ollama.internal.store;

import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
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
            StoreLayout.children(store.incoming()).forEach(this::add);
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
