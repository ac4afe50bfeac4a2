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
    private final FileChannel channel;
    private final JournaledExtents extents;

    private PartialFile(
            Path data, Path journalFile, JournalHeader header, FileChannel channel, JournaledExtents extents) {
        this.data = data;
        this.journalFile = journalFile;
        this.header = header;
        this.channel = channel;
        this.extents = extents;
    }

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
            JournaledExtents extents = JournaledExtents.open(channel, journalFile, header, limits);
            return new PartialFile(data, journalFile, header, channel, extents);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
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
        return extents.receivedBytes();
    }

    /** End of the contiguous prefix. */
    public long frontier() {
        return extents.frontier();
    }

    /** What is missing, as a set of its own. */
    public ExtentSet missing() {
        return extents.missing();
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
            extents.add(new Extent(position, next));
        }
    }

    /**
     * Brings the journal up to the bytes received.
     *
     * @throws IOException if the disk does not take it; the bytes are tried again with the next
     */
    public void flush() throws IOException {
        extents.flush();
    }

    /**
     * Journals bytes that have waited for too long, because little else arrives.
     *
     * @throws IOException if the disk does not take it
     */
    public void flushIfLagging() throws IOException {
        extents.flushIfLagging();
    }

    /** Whether enough has come to make {@link #sync} worth its while. */
    public boolean needsSync() {
        return extents.needsSync();
    }

    /**
     * Brings what was received to the device, and says so in the journal. Slow; writing goes on meanwhile.
     *
     * @throws IOException if the device fails
     */
    public void sync() throws IOException {
        JournaledExtents.Sync sync = extents.beginSync();
        Flush.file(channel);
        extents.synced(sync);
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
        extents.reset(channel);
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
        try {
            extents.close();
        } finally {
            channel.close();
        }
    }
}
