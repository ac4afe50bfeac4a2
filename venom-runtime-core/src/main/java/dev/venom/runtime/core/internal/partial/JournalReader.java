package dev.venom.runtime.core.internal.partial;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;

/** Reads a journal up to its last good line. Confined to one thread. */
final class JournalReader {
    private final ExtentSet recorded = new ExtentSet();
    private final ExtentSet synced = new ExtentSet();
    private final ArrayDeque<Extent> unsynced = new ArrayDeque<>();
    private long syncedCount;
    private long extentCount;
    private long goodBytes;

    private JournalReader() {}

    /**
     * Reads a journal.
     *
     * @return what it says; empty where there is none, or not even its first line is whole
     */
    static Optional<JournalContent> read(Path journal) throws IOException {
        if (!Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(journal, LinkOption.NOFOLLOW_LINKS))) {
            return new JournalReader().content(in);
        } catch (NoSuchFileException finished) {
            return Optional.empty();
        }
    }

    private Optional<JournalContent> content(InputStream in) throws IOException {
        Optional<JournalHeader> header = line(in).flatMap(this::header);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        boolean good = true;
        while (good) {
            Optional<String> line = line(in);
            good = line.isPresent() && accept(line.get());
        }
        return Optional.of(new JournalContent(header.get(), recorded, synced, extentCount, goodBytes));
    }

    private Optional<JournalHeader> header(String line) {
        goodBytes = line.length() + 1L;
        return JournalCodec.parseHeader(line);
    }

    private boolean accept(String line) {
        Optional<Extent> extent = JournalCodec.parseExtent(line);
        if (extent.isPresent()) {
            recorded.add(extent.get());
            unsynced.add(extent.get());
            extentCount++;
        } else {
            Optional<Long> count = JournalCodec.parseSynced(line);
            if (count.isEmpty() || count.get() > extentCount) {
                return false;
            }
            believe(count.get());
        }
        goodBytes += line.length() + 1L;
        return true;
    }

    private void believe(long count) {
        while (syncedCount < count) {
            synced.add(unsynced.remove());
            syncedCount++;
        }
    }

    /** The next line without its end; empty where the file ends before the line does, or it is too long. */
    private static Optional<String> line(InputStream in) throws IOException {
        byte[] bytes = new byte[JournalCodec.MAX_LINE_BYTES];
        int length = 0;
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || length == bytes.length) {
                return Optional.empty();
            }
            bytes[length++] = (byte) next;
            next = in.read();
        }
        return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }
}
