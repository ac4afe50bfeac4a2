package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.spi.provider.SafetensorsType;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Adds up what a model's tensors weigh, from their number by type. Confined to one thread. */
final class TensorBytes {
    private long bytes;
    private boolean known = true;

    void add(String dtype, OptionalLong count) {
        OptionalInt bits = SafetensorsType.bits(dtype);
        if (bits.isEmpty() || count.isEmpty() || count.getAsLong() < 0 || count.getAsLong() > 1L << 50) {
            known = false;
            return;
        }
        bytes += count.getAsLong() / Byte.SIZE * bits.getAsInt()
                + count.getAsLong() % Byte.SIZE * bits.getAsInt() / Byte.SIZE;
    }

    /** The sum; empty where a type or a number is not known. */
    OptionalLong total() {
        return known && bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
