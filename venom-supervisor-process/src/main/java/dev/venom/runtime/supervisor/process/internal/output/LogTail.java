package dev.venom.runtime.supervisor.process.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the last lines of a file, from its end. A progress bar rewrites its line after a carriage return: each
 * state of it counts as a line. Immutable.
 *
 * @param file the file, which may be missing and may be truncated at any time
 */
public record LogTail(Path file) {
    private static final int BLOCK_BYTES = 16 * 1024;
    private static final int LONGEST_BYTES = 8 * 1024 * 1024;
    private static final int LONGEST_LINE = 4_000;

    /** The length of the file; 0 where it is missing. */
    public long length() {
        try {
            return Files.size(file);
        } catch (IOException missing) {
            return 0;
        }
    }

    /**
     * The last lines.
     *
     * @param count how many at most
     * @return oldest first; empty where the file is missing or cannot be read
     */
    public List<String> last(int count) {
        return last(count, 0);
    }

    /**
     * The last lines of what was written after a moment.
     *
     * @param count how many at most
     * @param from the length that the file had then; a file that is shorter by now was truncated since
     * @return oldest first
     */
    public List<String> last(int count, long from) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long end = channel.size();
            return lines(channel, from <= end ? from : 0, end, count);
        } catch (NoSuchFileException missing) {
            return List.of();
        } catch (IOException unreadable) {
            return List.of("(the log cannot be read: " + unreadable.getMessage() + ")");
        }
    }

    private static List<String> lines(SeekableByteChannel channel, long begin, long end, int count) throws IOException {
        long start = end;
        byte[] text = {};
        List<String> lines = List.of();
        while (start > begin && lines.size() <= count && end - start < LONGEST_BYTES) {
            // Doubled each time: what was read before is read again, but never more than twice in all.
            start = Math.max(begin, end - Math.max(BLOCK_BYTES, 2L * (end - start)));
            text = read(channel, start, (int) (end - start));
            lines = split(new String(text, StandardCharsets.UTF_8));
        }
        int whole = start > begin && !lines.isEmpty() ? 1 : 0;
        return List.copyOf(lines.subList(Math.max(whole, lines.size() - count), lines.size()));
    }

    private static byte[] read(SeekableByteChannel channel, long start, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(start);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static List<String> split(String text) {
        Deque<String> lines = new ArrayDeque<>();
        for (String line : text.split("\\R|\r")) {
            if (!line.isEmpty()) {
                lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
            }
        }
        return List.copyOf(lines);
    }
}
