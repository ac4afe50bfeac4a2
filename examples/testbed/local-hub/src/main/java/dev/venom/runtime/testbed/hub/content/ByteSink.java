package dev.venom.runtime.testbed.hub.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where bytes go: a socket, a digest, or something that spoils them on the way. Confined to one thread. */
public interface ByteSink {

    /** Takes all remaining bytes of the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Takes a stretch of a file. A sink that can hand this to the kernel overrides it; the others get to see the bytes.
     */
    default void write(FileChannel file, long position, long count) throws IOException {
        FileRange.copy(file, position, count, this);
    }
}
