package dev.venom.runtime.testbed.hub.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a stretch of a file piece by piece into a sink. */
final class FileRange {

    private static final int PIECE = 1 << 17;

    private FileRange() {}

    static void copy(FileChannel file, long position, long count, ByteSink sink) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, count));
        long done = 0;
        while (done < count) {
            piece.clear().limit((int) Math.min(piece.capacity(), count - done));
            int read = file.read(piece, position + done);
            if (read < 0) {
                throw new EOFException("The file ends at " + (position + done) + ", wanted " + (position + count));
            }
            sink.write(piece.flip());
            done += read;
        }
    }
}
