package dev.venom.runtime.core.internal.format;

import java.util.OptionalLong;

/**
 * How much memory a model takes once loaded, before any conversation: its weights, half a GiB for the context
 * of a process, and a tenth of the weights, at most 4 GiB, for activations and captured graphs.
 */
final class MemoryEstimate {
    private static final long PROCESS_BYTES = 512L << 20;
    private static final long MOST_WORKING_BYTES = 4L << 30;
    private static final int WORKING_SHARE = 10;

    private MemoryEstimate() {}

    static OptionalLong ofWeights(long weightBytes) {
        if (weightBytes <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(weightBytes + PROCESS_BYTES + Math.min(weightBytes / WORKING_SHARE, MOST_WORKING_BYTES));
    }
}
