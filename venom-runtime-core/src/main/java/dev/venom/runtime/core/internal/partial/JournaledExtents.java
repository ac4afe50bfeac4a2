package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.spi.file.Flush;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which bytes of a partial file have come: at once in memory, a little later in its journal, and there marked once they
 * have reached the device. Thread-safe.
 */
final class JournaledExtents implements AutoCloseable {
    private final Path file;
    private final JournalHeader header;
    private final PartialLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final ExtentSet received;
    private final ExtentSet unjournaled = new ExtentSet();
    private Journal journal;
    private long journaledAt = System.nanoTime();
    private long unsyncedBytes;
    private boolean closed;

    private JournaledExtents(
            Path file, JournalHeader header, PartialLimits limits, Journal journal, ExtentSet received) {
        this.file = file;
        this.header = header;
        this.limits = limits;
        this.journal = journal;
        this.received = received;
    }

    /** Goes on where an earlier journal of the same file ended, as far as its data can be trusted. */
    static JournaledExtents open(FileChannel data, Path file, JournalHeader header, PartialLimits limits)
            throws IOException {
        JournalContent content = JournalReader.read(file)
                .filter(found -> found.header().describes(header.digest(), header.sizeBytes()))
                .orElse(new JournalContent(header, new ExtentSet(), new ExtentSet(), 0, 0));
        ExtentSet trusted = clipped(content.trusted(header.bootId()), Math.min(data.size(), header.sizeBytes()));
        boolean intact = content.goodBytes() > 0
                && content.header().equals(header)
                && trusted.total() == content.recorded().total();
        Journal journal = intact ? Journal.resume(file, content) : recreate(data, file, header, trusted);
        return new JournaledExtents(file, header, limits, journal, trusted);
    }

    private static Journal recreate(FileChannel data, Path file, JournalHeader header, ExtentSet trusted)
            throws IOException {
        if (trusted.total() > 0) {
            Flush.file(data);
        }
        return Journal.create(file, header, trusted);
    }

    /** Leaves out what lies behind the end of the data file: somebody shortened it. */
    static ExtentSet clipped(ExtentSet extents, long sizeBytes) {
        if (sizeBytes < Long.MAX_VALUE) {
            extents.remove(new Extent(sizeBytes, Long.MAX_VALUE));
        }
        return extents;
    }

    long receivedBytes() {
        lock.lock();
        try {
            return received.total();
        } finally {
            lock.unlock();
        }
    }

    /** End of the contiguous prefix. */
    long frontier() {
        lock.lock();
        try {
            return received.frontier();
        } finally {
            lock.unlock();
        }
    }

    /** What is missing, as a set of its own. */
    ExtentSet missing() {
        lock.lock();
        try {
            return received.complement(header.sizeBytes());
        } finally {
            lock.unlock();
        }
    }

    /** Notes bytes that are in the data file. */
    void add(Extent extent) throws IOException {
        lock.lock();
        try {
            received.add(extent);
            unjournaled.add(extent);
            unsyncedBytes += extent.length();
            if (unjournaled.total() >= limits.journalLagBytes() || isLagging()) {
                append();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings the journal up to the bytes received; what the disk does not take now is tried again with the next. */
    void flush() throws IOException {
        lock.lock();
        try {
            append();
        } finally {
            lock.unlock();
        }
    }

    /** Journals bytes that have waited for too long, because little else arrives. */
    void flushIfLagging() throws IOException {
        lock.lock();
        try {
            if (isLagging()) {
                append();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isLagging() {
        return System.nanoTime() - journaledAt >= limits.journalLagTime().toNanos();
    }

    private void append() throws IOException {
        if (!closed && unjournaled.total() > 0) {
            journal.append(unjournaled.extents());
            unjournaled.clear();
        }
        journaledAt = System.nanoTime();
    }

    /** Whether enough has come to make a sync worth its while. */
    boolean needsSync() {
        lock.lock();
        try {
            return unsyncedBytes >= limits.syncEveryBytes();
        } finally {
            lock.unlock();
        }
    }

    /** What a sync that begins now will have brought to the device, once {@link #synced} is told. */
    Sync beginSync() throws IOException {
        lock.lock();
        try {
            append();
            unsyncedBytes = 0;
            return new Sync(journal, journal.extentCount());
        } finally {
            lock.unlock();
        }
    }

    /** Marks what has reached the device. */
    void synced(Sync sync) throws IOException {
        lock.lock();
        try {
            // A reset in between began another journal, of which nothing is known yet.
            if (journal == sync.journal()) {
                journal.synced(sync.extents());
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * How far a journal was when the device was asked to keep what it has.
     *
     * @param journal which one
     * @param extents how many it named
     */
    record Sync(Journal journal, long extents) {}

    /** Forgets all bytes, here and in the data. */
    void reset(FileChannel data) throws IOException {
        lock.lock();
        try {
            journal.close();
            // The journal first: a kill between the two must not leave extents of bytes that are gone.
            journal = Journal.create(file, header, new ExtentSet());
            received.clear();
            unjournaled.clear();
            unsyncedBytes = 0;
            data.truncate(0);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            append();
        } finally {
            closed = true;
            lock.unlock();
            journal.close();
        }
    }
}
