package dev.venom.runtime.core.internal.format;

import java.util.List;

/** The types of GGUF metadata, in the order of their numbers. */
enum GgufValueType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    STRING(0),
    ARRAY(0),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private static final List<GgufValueType> BY_NUMBER = List.of(values());

    private final int sizeBytes;

    GgufValueType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    static GgufValueType of(long number) throws MalformedModelException {
        if (number >= BY_NUMBER.size()) {
            throw new MalformedModelException("The metadata has a value of the unknown type " + number);
        }
        return BY_NUMBER.get((int) number);
    }

    /** Length of every value, 0 where each says its own. */
    int sizeBytes() {
        return sizeBytes;
    }

    /** Whether values are counts: floating-point numbers and flags are never needed. */
    boolean isWhole() {
        return sizeBytes > 0 && this != FLOAT32 && this != FLOAT64 && this != BOOL;
    }
}
