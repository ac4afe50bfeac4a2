package dev.venom.runtime.core.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/** One file that is read to its end again and again, also when its name has been given to another one. Confined to one thread. */
final class LogSource implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final SeekableByteChannel channel;
    private final Object identity;
    private final LogLines lines = new LogLines();
    private long position;

    private LogSource(SeekableByteChannel channel, Object identity, long position) {
        this.channel = channel;
        this.identity = identity;
        this.position = position;
    }

    static Optional<LogSource> atBegin(Path file) throws IOException {
        return open(file, false);
    }

    static Optional<LogSource> atEnd(Path file) throws IOException {
        return open(file, true);
    }

    /** What tells a file from another one that has its name. */
    static Optional<Object> identity(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<LogSource> open(Path file, boolean atEnd) throws IOException {
        Optional<Object> identity = identity(file);
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        try {
            SeekableByteChannel channel = Files.newByteChannel(file);
            return Optional.of(new LogSource(channel, identity.get(), atEnd ? channel.size() : 0));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    boolean is(Object other) {
        return identity.equals(other);
    }

    long position() {
        return position;
    }

    boolean isCutOff() throws IOException {
        return channel.size() < position;
    }

    void beginAnew() {
        position = 0;
    }

    void read(Consumer<String> receiver) throws IOException {
        position = read(channel, position, receiver);
    }

    /** What was copied away before it was read; the line that was begun here goes on there. */
    void readFrom(Path copy, Consumer<String> receiver) throws IOException {
        try (SeekableByteChannel rest = Files.newByteChannel(copy)) {
            read(rest, position, receiver);
        } catch (NoSuchFileException none) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException harmless) {
            // It was only read.
            return;
        }
    }

    private long read(SeekableByteChannel source, long from, Consumer<String> receiver) throws IOException {
        long at = from;
        source.position(from);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        int count = source.read(buffer);
        while (count > 0) {
            at += count;
            lines.take(buffer.array(), count).forEach(receiver);
            buffer.clear();
            count = source.read(buffer);
        }
        return at;
    }
}
