package dev.venom.runtime.core.internal.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The right to write, held until it is closed. Thread-safe. */
public final class Lease implements AutoCloseable {
    private final Path directory;
    private final String name;
    private final Path file;
    private final ProcessIdentity owner;
    private final Clock clock;
    private boolean open = true;

    Lease(Path directory, String name, Path file, ProcessIdentity owner, Clock clock) {
        this.directory = directory;
        this.name = name;
        this.file = file;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Says that the owner lives.
     *
     * @throws IOException if the lease file can't be written
     */
    public synchronized void beat() throws IOException {
        if (open) {
            new LeaseRecord(owner, clock.instant()).write(file);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try {
            // Before the lock goes: afterwards the file may be the next owner's.
            Files.deleteIfExists(file);
        } finally {
            HeldLocks.instance().release(directory, name);
        }
    }
}
