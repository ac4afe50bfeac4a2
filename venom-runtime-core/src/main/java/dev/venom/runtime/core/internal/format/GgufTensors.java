package dev.venom.runtime.core.internal.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds up the tensors that a GGUF header announces. Confined to one thread. */
final class GgufTensors {
    /** Length of the name, number of dimensions, type and offset. */
    static final int LEAST_BYTES = 24;

    private static final int LONGEST_NAME_BYTES = 1_024;
    private static final int MOST_DIMENSIONS = 8;

    private final Map<Long, Long> elementsByType = new HashMap<>();
    private long parameters;
    private long furthestEnd;

    void read(RangeCursor cursor) throws IOException {
        new GgufCursor(cursor).text(LONGEST_NAME_BYTES);
        try {
            long elements = elements(cursor);
            long type = cursor.u32();
            long offset = cursor.u63();
            parameters = Math.addExact(parameters, elements);
            elementsByType.merge(type, elements, Long::sum);
            furthestEnd = Math.max(furthestEnd, Math.addExact(offset, GgmlType.bytes(type, elements)));
        } catch (ArithmeticException overflow) {
            throw new MalformedModelException("A tensor has a shape or an offset that overflows");
        }
    }

    long parameters() {
        return parameters;
    }

    /** End of the last tensor, counted from the beginning of the data. */
    long furthestEnd() {
        return furthestEnd;
    }

    /** The type that most weights have. */
    Optional<String> mostFrequentType() {
        return elementsByType.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .flatMap(entry -> GgmlType.name(entry.getKey()));
    }

    private static long elements(RangeCursor cursor) throws IOException {
        long dimensions = cursor.u32();
        if (dimensions > MOST_DIMENSIONS) {
            throw new MalformedModelException("A tensor has " + dimensions + " dimensions");
        }
        long elements = 1;
        for (long left = dimensions; left > 0; left--) {
            elements = Math.multiplyExact(elements, cursor.u63());
        }
        return elements;
    }
}
