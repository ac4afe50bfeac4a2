package dev.venom.runtime.core.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Undoes a coding as the bytes arrive. A body that is labelled as packed and is not, passes as it is: proxies unpack
 * and leave the label. Check sums are left to whoever knows what the content hashes to. Confined to one thread at a
 * time.
 */
public final class Unpacking {
    /** Takes plain bytes; they may not be used afterwards. */
    @FunctionalInterface
    public interface Sink {
        /** Takes some; what it throws ends the transfer. */
        void write(ByteBuffer bytes) throws IOException;
    }

    private static final int PIECE_BYTES = 64 << 10;

    private final ContentCoding coding;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Optional<Inflater> inflater = Optional.empty();
    private int trailerBytes;
    private int members;
    private boolean plain;

    /** Undoes gzip or deflate. */
    public Unpacking(ContentCoding coding) {
        this.coding = coding;
    }

    /**
     * Takes the next bytes of the body.
     *
     * @throws ZipException if they are damaged
     * @throws IOException as the sink threw it
     */
    public void feed(ByteBuffer packed, Sink sink) throws IOException {
        while (packed.hasRemaining()) {
            if (plain) {
                sink.write(packed);
                packed.position(packed.limit());
            } else if (trailerBytes > 0) {
                int skipped = Math.min(trailerBytes, packed.remaining());
                packed.position(packed.position() + skipped);
                trailerBytes -= skipped;
            } else if (inflater.isPresent()) {
                inflate(inflater.get(), packed, sink);
            } else {
                begin(packed, sink);
            }
        }
    }

    private void begin(ByteBuffer packed, Sink sink) throws IOException {
        head.write(packed.get());
        byte[] bytes = head.toByteArray();
        if (coding == ContentCoding.GZIP) {
            beginGzip(bytes, sink);
        } else if (bytes.length == 2) {
            int framed = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
            open(new Inflater((bytes[0] & 0x0f) != 8 || framed % 31 != 0), bytes, sink);
        }
    }

    private void beginGzip(byte[] bytes, Sink sink) throws IOException {
        if (!GzipHeader.mayBegin(bytes)) {
            // Behind a member there may be padding; before the first, the body is not what its label says
            if (members == 0) {
                plain = true;
                sink.write(ByteBuffer.wrap(bytes));
            }
            head.reset();
        } else if (GzipHeader.isComplete(bytes)) {
            open(new Inflater(true), new byte[0], sink);
        }
    }

    private void open(Inflater opened, byte[] first, Sink sink) throws IOException {
        inflater = Optional.of(opened);
        head.reset();
        members++;
        inflate(opened, ByteBuffer.wrap(first), sink);
    }

    private void inflate(Inflater opened, ByteBuffer packed, Sink sink) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        opened.setInput(packed);
        try {
            int count = opened.inflate(piece);
            while (count > 0) {
                sink.write(ByteBuffer.wrap(piece, 0, count));
                count = opened.inflate(piece);
            }
        } catch (DataFormatException damaged) {
            ZipException failure = new ZipException("The packed body is damaged");
            failure.initCause(damaged);
            throw failure;
        }
        if (opened.finished()) {
            opened.end();
            inflater = Optional.empty();
            trailerBytes = coding == ContentCoding.GZIP ? GzipHeader.TRAILER_BYTES : Integer.MAX_VALUE;
        } else if (opened.needsDictionary()) {
            throw new ZipException("The packed body needs a dictionary");
        }
    }

    /** Whether more has to come. */
    boolean isUnfinished() {
        return inflater.isPresent() || members == 0 && head.size() > 0;
    }

    /** Gives back what is held; the rest of the body is not needed. */
    public void end() {
        inflater.ifPresent(Inflater::end);
        inflater = Optional.empty();
        plain = true;
    }
}
