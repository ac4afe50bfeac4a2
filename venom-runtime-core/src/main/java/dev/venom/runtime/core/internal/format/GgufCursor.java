package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads or passes over the values of a GGUF header. Confined to one thread. */
final class GgufCursor {
    private static final int DEEPEST_ARRAY = 4;

    private final RangeCursor cursor;

    GgufCursor(RangeCursor cursor) {
        this.cursor = cursor;
    }

    /** A count of things that take at least so many bytes each, which the file must be able to hold. */
    long count(int leastBytes) throws IOException {
        long count = cursor.u63();
        if (count > cursor.remaining() / leastBytes) {
            throw new MalformedModelException("A count of " + count + " is more than the file can hold");
        }
        return count;
    }

    /** A text of limited length. */
    String text(int longest) throws IOException {
        long length = count(1);
        if (length > longest) {
            throw new MalformedModelException("A name of " + length + " bytes is too long");
        }
        return new String(cursor.bytes((int) length), StandardCharsets.UTF_8);
    }

    /** A text, or nothing where it is longer than that. */
    String textOrEmpty(int longest) throws IOException {
        long length = count(1);
        if (length > longest) {
            cursor.skip(length);
            return "";
        }
        return new String(cursor.bytes((int) length), StandardCharsets.UTF_8);
    }

    GgufValueType type() throws IOException {
        return GgufValueType.of(cursor.u32());
    }

    /** A whole number of any width; negative ones come out as what they are. */
    long whole(GgufValueType type) throws IOException {
        byte[] bytes = cursor.bytes(type.sizeBytes());
        long value = type.name().startsWith("INT") && bytes[bytes.length - 1] < 0 ? -1 : 0;
        for (int index = bytes.length - 1; index >= 0; index--) {
            value = value << Byte.SIZE | bytes[index] & 0xff;
        }
        return value;
    }

    /** The elements of a list of whole numbers; another or a longer list is passed over. */
    Optional<long[]> wholes(int most) throws IOException {
        GgufValueType elements = type();
        if (!elements.isWhole()) {
            skipArray(elements, 0);
            return Optional.empty();
        }
        long count = count(elements.sizeBytes());
        if (count > most) {
            cursor.skip(count * elements.sizeBytes());
            return Optional.empty();
        }
        long[] values = new long[(int) count];
        for (int index = 0; index < values.length; index++) {
            values[index] = whole(elements);
        }
        return Optional.of(values);
    }

    void skip(GgufValueType type) throws IOException {
        skip(type, 0);
    }

    private void skip(GgufValueType type, int depth) throws IOException {
        switch (type) {
            case STRING -> cursor.skip(cursor.u63());
            case ARRAY -> skipArray(type(), depth);
            default -> cursor.skip(type.sizeBytes());
        }
    }

    private void skipArray(GgufValueType elements, int depth) throws IOException {
        if (depth == DEEPEST_ARRAY) {
            throw new MalformedModelException("The metadata nests arrays too deeply");
        }
        if (elements.sizeBytes() > 0) {
            cursor.skip(count(elements.sizeBytes()) * elements.sizeBytes());
            return;
        }
        for (long left = count(Long.BYTES); left > 0; left--) {
            skip(elements, depth + 1);
        }
    }
}
