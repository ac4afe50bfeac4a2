package dev.venom.runtime.core.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands over what is written to a log from now on, across rotations: what was copied away before it was read is
 * read from the copy. Confined to one thread.
 */
public final class LogFollower {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Consumer<String> receiver;
    private final LogLines lines = new LogLines();
    private long position;
    private Optional<Object> rotated;
    private Optional<Object> rotating = Optional.empty();

    /**
     * Begins at the end of a log.
     *
     * @param file the log, which need not exist
     * @param receiver gets each line, without secrets
     */
    public LogFollower(Path file, Consumer<String> receiver) {
        this.file = file;
        this.receiver = receiver;
        this.position = LogTail.size(file);
        this.rotated = identity(LogRotation.rotated(file, 1));
    }

    /**
     * Hands over what has come since the last call. A rotation that has begun is given until the next call to end.
     *
     * @throws IOException if the log can't be read
     */
    public void poll() throws IOException {
        Path copy = LogRotation.rotated(file, 1);
        Optional<Object> now = identity(copy);
        if (now.isPresent() && !now.equals(rotated)) {
            boolean begun = !now.equals(rotating);
            rotating = now;
            if (begun) {
                return;
            }
            read(copy, position);
            rotated = now;
            position = 0;
        } else if (LogTail.size(file) < position) {
            position = 0;
        }
        position = read(file, position);
    }

    private long read(Path source, long from) throws IOException {
        long at = from;
        try (SeekableByteChannel channel = Files.newByteChannel(source)) {
            channel.position(from);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            int count = channel.read(buffer);
            while (count > 0) {
                at += count;
                List<String> complete = lines.take(buffer.array(), count);
                complete.forEach(receiver);
                buffer.clear();
                count = channel.read(buffer);
            }
        } catch (NoSuchFileException none) {
            return from;
        }
        return at;
    }

    private static Optional<Object> identity(Path path) {
        try {
            return Optional.ofNullable(Files.getAttribute(path, "unix:ino"));
        } catch (IOException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }
}
