package dev.venom.runtime.spi.file;

import dev.venom.runtime.api.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** Hashes files that are already on disk. Immutable. */
public final class FileHasher {
    private final int blockBytes;

    /**
     * Makes a hasher.
     *
     * @param blockBytes how much is read at once, outside the heap
     */
    public FileHasher(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    /**
     * Reads a file to its end.
     *
     * @param file what to hash
     * @param algorithm how
     * @param hashedBytes told after each block how far it is; may throw to end the work
     * @return the digest of its content
     * @throws IOException if it can't be read
     */
    public Digest hash(Path file, Digest.Algorithm algorithm, LongConsumer hashedBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ContentHasher hasher = ContentHasher.of(algorithm, channel.size());
            ByteBuffer block = ByteBuffer.allocateDirect(blockBytes);
            long done = 0;
            while (channel.read(block) >= 0) {
                block.flip();
                done += block.remaining();
                hasher.update(block);
                block.clear();
                hashedBytes.accept(done);
            }
            return hasher.finish();
        }
    }
}
