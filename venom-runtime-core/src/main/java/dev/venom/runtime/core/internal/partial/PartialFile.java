package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.spi.file.Flush;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An unfinished file: a sparse data file, written anywhere, and a journal of what was written. Thread-safe;
 * whoever opens it holds the lease on its name.
 *
 * <p>Order is everything: bytes go to the data file first, then into the journal, so that at any instant of
 * a kill the journal names only bytes that are there.
 */
public final class PartialFile implements AutoCloseable {
    private final Path data;
    private final Path journalFile;
    private final JournalHeader header;
    private final PartialLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final ExtentSet received;
    private final ExtentSet unjournaled = new ExtentSet();
    private final FileChannel channel;
    private Journal journal;
    private long journaledAt = System.nanoTime();
    private long unsyncedBytes;
    private boolean closed;

    private PartialFile(Path data, Path journalFile, JournalHeader header, PartialLimits limits, Opened opened) {
        this.data = data;
        this.journalFile = journalFile;
        this.header = header;
        this.limits = limits;
        this.channel = opened.channel();
        this.journal = opened.journal();
        this.received = opened.received();
    }

    private record Opened(FileChannel channel, Journal journal, ExtentSet received) {}

    static PartialFile open(Path data, Path journalFile, JournalHeader header, PartialLimits limits)
            throws IOException {
        if (!Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS)) {
            // A symlink put here by somebody would be written through.
            Files.deleteIfExists(data);
        }
        FileChannel channel = FileChannel.open(
                data,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
        try {
            return new PartialFile(data, journalFile, header, limits, restore(channel, journalFile, header));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static Opened restore(FileChannel channel, Path journalFile, JournalHeader header) throws IOException {
        JournalContent content = JournalReader.read(journalFile)
                .filter(found -> found.header().describes(header.digest(), header.sizeBytes()))
                .orElse(new JournalContent(header, new ExtentSet(), new ExtentSet(), 0, 0));
        ExtentSet trusted = clipped(content.trusted(header.bootId()), Math.min(channel.size(), header.sizeBytes()));
        boolean intact = content.goodBytes() > 0
                && content.header().equals(header)
                && trusted.total() == content.recorded().total();
        Journal journal =
                intact ? Journal.resume(journalFile, content) : recreate(channel, journalFile, header, trusted);
        return new Opened(channel, journal, trusted);
    }

    private static Journal recreate(FileChannel channel, Path journalFile, JournalHeader header, ExtentSet trusted)
            throws IOException {
        if (trusted.total() > 0) {
            Flush.file(channel);
        }
        return Journal.create(journalFile, header, trusted);
    }

    /** Leaves out what lies behind the end of the data file: somebody shortened it. */
    static ExtentSet clipped(ExtentSet extents, long sizeBytes) {
        if (sizeBytes < Long.MAX_VALUE) {
            extents.remove(new Extent(sizeBytes, Long.MAX_VALUE));
        }
        return extents;
    }

    /** What the file must hash to. */
    public Digest digest() {
        return header.digest();
    }

    /** Length of the whole file. */
    public long sizeBytes() {
        return header.sizeBytes();
    }

    /** Where the bytes are. */
    public Path data() {
        return data;
    }

    /** How many bytes are there. */
    public long receivedBytes() {
        lock.lock();
        try {
            return received.total();
        } finally {
            lock.unlock();
        }
    }

    /** End of the contiguous prefix. */
    public long frontier() {
        lock.lock();
        try {
            return received.frontier();
        } finally {
            lock.unlock();
        }
    }

    /** What is missing, as a set of its own. */
    public ExtentSet missing() {
        lock.lock();
        try {
            return received.complement(header.sizeBytes());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts bytes into the data file and notes them.
     *
     * @param bytes what was received; consumed
     * @param position where it belongs
     * @throws IOException if the disk does not take it
     */
    public void write(ByteBuffer bytes, long position) throws IOException {
        long next = position;
        // Two buffers never share a position, so the bytes themselves need no lock.
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
        if (next > position) {
            note(new Extent(position, next));
        }
    }

    private void note(Extent extent) throws IOException {
        lock.lock();
        try {
            received.add(extent);
            unjournaled.add(extent);
            unsyncedBytes += extent.length();
            if (unjournaled.total() >= limits.journalLagBytes()
                    || System.nanoTime() - journaledAt
                            >= limits.journalLagTime().toNanos()) {
                appendToJournal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings the journal up to the bytes received.
     *
     * @throws IOException if the disk does not take it; the bytes are tried again with the next
     */
    public void flush() throws IOException {
        lock.lock();
        try {
            appendToJournal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Journals bytes that have waited for too long, because little else arrives.
     *
     * @throws IOException if the disk does not take it
     */
    public void flushIfLagging() throws IOException {
        lock.lock();
        try {
            if (System.nanoTime() - journaledAt >= limits.journalLagTime().toNanos()) {
                appendToJournal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void appendToJournal() throws IOException {
        if (!closed && unjournaled.total() > 0) {
            journal.append(unjournaled.extents());
            unjournaled.clear();
        }
        journaledAt = System.nanoTime();
    }

    /** Whether enough has come to make {@link #sync} worth its while. */
    public boolean needsSync() {
        lock.lock();
        try {
            return unsyncedBytes >= limits.syncEveryBytes();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings what was received to the device, and says so in the journal. Slow; writing goes on meanwhile.
     *
     * @throws IOException if the device fails
     */
    public void sync() throws IOException {
        Journal began;
        long covered;
        lock.lock();
        try {
            appendToJournal();
            began = journal;
            covered = began.extentCount();
            unsyncedBytes = 0;
        } finally {
            lock.unlock();
        }
        Flush.file(channel);
        lock.lock();
        try {
            // A reset in between began another journal, of which nothing is known yet.
            if (journal == began) {
                journal.synced(covered);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings all bytes and the length to the device, before the file is renamed.
     *
     * @throws IOException if the device fails
     */
    public void force() throws IOException {
        channel.truncate(header.sizeBytes());
        Flush.file(channel);
    }

    /**
     * Reads bytes back.
     *
     * @param into filled as far as possible
     * @param position from where
     * @return how many; negative at the end of the file
     * @throws IOException if the device fails
     */
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    /**
     * Forgets every byte, to begin again.
     *
     * @throws IOException if the disk does not take the new journal
     */
    public void reset() throws IOException {
        lock.lock();
        try {
            journal.close();
            // The journal first: a kill between the two must not leave extents of bytes that are gone.
            journal = Journal.create(journalFile, header, new ExtentSet());
            received.clear();
            unjournaled.clear();
            unsyncedBytes = 0;
            channel.truncate(0);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes away what is left after the data was published, or is of no use.
     *
     * @throws IOException if a file can't be deleted
     */
    public void delete() throws IOException {
        Files.deleteIfExists(journalFile);
        Files.deleteIfExists(data);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            appendToJournal();
        } finally {
            closed = true;
            lock.unlock();
            try {
                journal.close();
            } finally {
                channel.close();
            }
        }
    }
}
