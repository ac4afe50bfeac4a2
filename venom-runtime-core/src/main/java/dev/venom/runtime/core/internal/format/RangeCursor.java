package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the beginning of a file forwards, little-endian, through windows that grow: a header is mostly small,
 * and where it is not, few large requests are cheaper than many small ones. Bytes passed over are not fetched.
 * Confined to one thread.
 *
 * <p>Nothing here allocates by a length found in the file, beyond the windows themselves.
 */
final class RangeCursor {
    private final InspectableFile file;
    private final int[] windowBytes;
    private long budgetBytes;
    private int fetches;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;
    private long end;
    private boolean fetchesNoMore;

    /**
     * @param budgetBytes most bytes that are fetched
     * @param windowBytes lengths of the windows; the last one is repeated
     */
    RangeCursor(InspectableFile file, long budgetBytes, int... windowBytes) {
        this.file = file;
        this.budgetBytes = budgetBytes;
        this.windowBytes = windowBytes;
        this.end = file.sizeBytes();
    }

    /** From now on only what was fetched already is read; the end of that is a {@link WindowEndException}. */
    void fetchNoMore() {
        fetchesNoMore = true;
    }

    /** Moves the end, once it is known how long the header is. */
    void endAt(long position) {
        end = position;
    }

    long position() {
        return windowStart + window.position();
    }

    long remaining() {
        return end - position();
    }

    int u8() throws IOException {
        return require(Byte.BYTES).get() & 0xff;
    }

    long u32() throws IOException {
        return require(Integer.BYTES).getInt() & 0xffff_ffffL;
    }

    /** A length or count; whoever sets the highest bit lies. */
    long u63() throws IOException {
        long value = require(Long.BYTES).getLong();
        if (value < 0) {
            throw new MalformedModelException("A length is out of range at byte " + position());
        }
        return value;
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        require(length).get(bytes);
        return bytes;
    }

    void skip(long count) throws IOException {
        if (count < 0 || count > remaining()) {
            throw new MalformedModelException("The header points beyond the file at byte " + position());
        }
        if (count <= window.remaining()) {
            window.position(window.position() + (int) count);
        } else {
            windowStart = position() + count;
            window = ByteBuffer.allocate(0);
        }
    }

    /** Copies what the window holds, fetching one where it is empty; -1 at the end of the file. */
    int available(byte[] target, int offset, int length) throws IOException {
        if (remaining() <= 0) {
            return -1;
        }
        int count = Math.min(length, require(1).remaining());
        window.get(target, offset, count);
        return count;
    }

    private ByteBuffer require(int count) throws IOException {
        if (count > window.remaining()) {
            if (count > remaining()) {
                throw new MalformedModelException("The file ends inside its header at byte " + position());
            }
            fetch(count);
        }
        return window;
    }

    private void fetch(int needed) throws IOException {
        if (fetchesNoMore) {
            throw new WindowEndException();
        }
        int step = windowBytes[Math.min(fetches, windowBytes.length - 1)];
        int length = (int) Math.min(Math.max(step, needed), remaining());
        budgetBytes -= length;
        if (budgetBytes < 0) {
            throw new UnsupportedModelException("The header is too long, still unread at byte " + position());
        }
        long start = position();
        byte[] bytes = file.bytes().read(start, length);
        if (bytes.length < needed) {
            throw new MalformedModelException("The file is shorter than announced");
        }
        fetches++;
        windowStart = start;
        window = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
