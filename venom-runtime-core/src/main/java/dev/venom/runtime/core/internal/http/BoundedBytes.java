package dev.venom.runtime.core.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a stream into memory up to a limit, in pieces: what grows by doubling would need the size twice over. */
final class BoundedBytes {
    private static final int PIECE_BYTES = 64 << 10;

    private BoundedBytes() {}

    /** All bytes of a stream; empty where there are more than the limit, of which none is kept. */
    static Optional<byte[]> read(InputStream stream, long limitBytes) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        long total = 0;
        byte[] piece = stream.readNBytes(PIECE_BYTES);
        while (piece.length > 0) {
            total += piece.length;
            if (total > limitBytes || total > Integer.MAX_VALUE - Long.BYTES) {
                return Optional.empty();
            }
            pieces.add(piece);
            piece = stream.readNBytes(PIECE_BYTES);
        }
        return Optional.of(join(pieces, (int) total));
    }

    private static byte[] join(List<byte[]> pieces, int total) {
        byte[] joined = new byte[total];
        int end = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, end, piece.length);
            end += piece.length;
        }
        return joined;
    }
}
