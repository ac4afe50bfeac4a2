package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.model.Digest;
import dev.venom.runtime.core.internal.partial.PartialFile;
import dev.venom.runtime.spi.file.ContentHasher;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hashes a partial file behind its frontier, reading back what has just been written: it is still in the
 * page cache. Confined to one thread.
 */
final class FrontierHasher {
    private final PartialFile partial;
    private final ByteBuffer block;
    private ContentHasher hasher;
    private long hashedBytes;

    FrontierHasher(PartialFile partial, int blockBytes) {
        this.partial = partial;
        this.block = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(blockBytes, partial.sizeBytes())));
        this.hasher = ContentHasher.of(partial.digest().algorithm(), partial.sizeBytes());
    }

    long hashedBytes() {
        return hashedBytes;
    }

    /** Begins again, because the bytes before the frontier are no longer the same. */
    void restart() {
        hasher = ContentHasher.of(partial.digest().algorithm(), partial.sizeBytes());
        hashedBytes = 0;
    }

    /** Hashes one block, which must be before the frontier. */
    void hashBlock(long frontier) throws IOException {
        block.clear().limit((int) Math.min(block.capacity(), frontier - hashedBytes));
        while (block.hasRemaining()) {
            if (partial.read(block, hashedBytes + block.position()) < 0) {
                throw new EOFException("The partial file was shortened by somebody else");
            }
        }
        block.flip();
        hashedBytes += block.remaining();
        hasher.update(block);
    }

    Digest finish() {
        return hasher.finish();
    }
}
