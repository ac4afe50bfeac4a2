package dev.venom.runtime.core.internal.http;

/** The head of a gzip member (RFC 1952, 2.3). */
final class GzipHeader {
    /** Check sum and length behind each member. */
    static final int TRAILER_BYTES = 8;

    private static final int FIXED_BYTES = 10;
    private static final int FLAGS = 3;
    private static final int CHECK_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b, 8};

    private GzipHeader() {}

    /** Whether a member may begin so. */
    static boolean mayBegin(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, MAGIC.length); at++) {
            if (bytes[at] != MAGIC[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the packed data begins right behind these bytes. */
    static boolean isComplete(byte[] bytes) {
        return bytes.length >= FIXED_BYTES && bytes.length >= length(bytes);
    }

    /** How long the head is, as far as it is known. */
    private static int length(byte[] bytes) {
        int flags = bytes[FLAGS];
        int length = FIXED_BYTES;
        if ((flags & EXTRA) != 0) {
            if (bytes.length < length + 2) {
                return Integer.MAX_VALUE;
            }
            length += 2 + (bytes[length] & 0xff) + ((bytes[length + 1] & 0xff) << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                length = behindText(bytes, length);
            }
        }
        return (flags & CHECK_SUM) != 0 && length < Integer.MAX_VALUE ? length + 2 : length;
    }

    private static int behindText(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                return at + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
