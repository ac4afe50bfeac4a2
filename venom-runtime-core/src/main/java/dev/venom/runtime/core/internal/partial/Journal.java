package dev.venom.runtime.core.internal.partial;

import dev.venom.runtime.spi.file.Flush;
import dev.venom.runtime.spi.file.Renaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Appends to the journal of one file. Confined to whoever guards it. */
final class Journal implements AutoCloseable {
    private final FileChannel channel;
    private long lengthBytes;
    private long extentCount;

    private Journal(FileChannel channel, long lengthBytes, long extentCount) {
        this.channel = channel;
        this.lengthBytes = lengthBytes;
        this.extentCount = extentCount;
    }

    /** Continues a journal of this boot behind its last good line. */
    static Journal resume(Path file, JournalContent content) throws IOException {
        FileChannel channel = open(file, Set.of(StandardOpenOption.WRITE));
        try {
            channel.truncate(content.goodBytes());
            return new Journal(channel, content.goodBytes(), content.extentCount());
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Replaces a journal by one that says the same in few lines; the old one stays until the new is whole. */
    static Journal create(Path file, JournalHeader header, ExtentSet durable) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        FileChannel channel = open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try {
            Journal journal = new Journal(channel, 0, 0);
            journal.write(JournalCodec.header(header));
            if (durable.total() > 0) {
                journal.append(durable.extents());
                journal.synced(journal.extentCount);
            }
            Renaming.replace(draft, file);
            return journal;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            Files.deleteIfExists(draft);
            throw failed;
        }
    }

    /** Records extents whose bytes are in the data file. */
    void append(List<Extent> extents) throws IOException {
        StringBuilder lines = new StringBuilder();
        extents.forEach(extent -> lines.append(JournalCodec.extent(extent)));
        write(lines.toString());
        extentCount += extents.size();
    }

    /** Records that the first extents have reached the device, and brings the journal there too. */
    void synced(long count) throws IOException {
        write(JournalCodec.synced(count));
        Flush.file(channel);
    }

    long extentCount() {
        return extentCount;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        long position = lengthBytes;
        try {
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
            lengthBytes = position;
        } catch (IOException full) {
            // On a full disk half a line may be there; what is appended later must not stand behind it.
            channel.truncate(lengthBytes);
            throw full;
        }
    }

    private static FileChannel open(Path file, Set<StandardOpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all);
    }
}
