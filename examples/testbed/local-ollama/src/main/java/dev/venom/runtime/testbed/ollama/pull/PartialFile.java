package dev.venom.runtime.testbed.ollama.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A blob on its way: {@code <blob>-partial}, at its full size from the start, and {@code <blob>-partial-0}, which says
 * how much of it is there. That is written only when an attempt ends. Confined to one thread.
 */
final class PartialFile implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelStore store;
    private final Path blob;
    private final Path data;
    private final Path part;
    private final long size;
    private final FileChannel channel;

    private PartialFile(ModelStore store, Path blob, long size) throws IOException {
        this.store = store;
        this.blob = blob;
        this.data = beside(blob, "-partial");
        this.part = beside(blob, "-partial-0");
        this.size = size;
        Files.createDirectories(store.blobs());
        this.channel = FileChannel.open(data, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (size > 0) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    static PartialFile open(ModelStore store, String digest, long size) throws IOException {
        return new PartialFile(store, store.blob(digest), size);
    }

    /** How much of it former attempts have left. */
    long completed() throws IOException {
        return Files.exists(part)
                ? JSON.readTree(Files.readAllBytes(part)).path("Completed").asLong()
                : 0;
    }

    void write(byte[] bytes, int count, long position) throws IOException {
        store.occupy(data, count);
        channel.write(ByteBuffer.wrap(bytes, 0, count), position);
    }

    /** Notes how much of it is there. */
    void note(long completed) throws IOException {
        Files.write(
                part,
                JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("N", 0)
                        .put("Offset", 0)
                        .put("Size", size)
                        .put("Completed", completed)));
    }

    /** Makes it the blob; nobody has looked at its bytes yet. */
    void publish() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
        Files.move(data, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
