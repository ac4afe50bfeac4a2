package dev.venom.runtime.core.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Reads the end of a log, across its last rotation. Stateless. */
public final class LogTail {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Long enough for any number of lines that a person reads, short enough to be read at once. */
    private static final long MOST_BYTES = 8L << 20;

    private LogTail() {}

    /**
     * The last lines of a log.
     *
     * @param file the log, which need not exist
     * @param lines how many at most
     * @return oldest first, without secrets
     * @throws IOException if it can't be read
     */
    public static List<String> of(Path file, int lines) throws IOException {
        List<String> current = last(read(file, Math.max(0, size(file) - MOST_BYTES)), lines);
        if (current.size() >= lines) {
            return current;
        }
        Path rotated = LogRotation.rotated(file, 1);
        List<String> all = last(read(rotated, Math.max(0, size(rotated) - MOST_BYTES)), lines - current.size());
        List<String> joined = new ArrayList<>(all);
        joined.addAll(current);
        return joined;
    }

    /**
     * What was written since a position.
     *
     * @param file the log, which need not exist
     * @param position where to begin; from the start where the file has become shorter
     * @param lines how many lines at most, the last ones
     * @return oldest first, without secrets
     * @throws IOException if it can't be read
     */
    public static List<String> since(Path file, long position, int lines) throws IOException {
        long size = size(file);
        return last(read(file, Math.max(position > size ? 0 : position, size - MOST_BYTES)), lines);
    }

    /**
     * How long a log is.
     *
     * @param file the log
     * @return bytes; 0 where there is none
     */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException none) {
            return 0;
        }
    }

    private static List<String> last(Collection<String> all, int lines) {
        return all.stream().skip(Math.max(0, all.size() - lines)).toList();
    }

    private static Deque<String> read(Path file, long position) throws IOException {
        Deque<String> all = new ArrayDeque<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            LogLines lines = new LogLines();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (channel.read(buffer) > 0) {
                all.addAll(lines.take(buffer.array(), buffer.position()));
                buffer.clear();
            }
            all.addAll(lines.flush());
        } catch (NoSuchFileException none) {
            return all;
        }
        return all;
    }
}
