package dev.venom.runtime.core.internal.compatibility;

import java.util.Locale;
import java.util.Optional;

/**
 * The weights of a model once vLLM has loaded them. Immutable.
 *
 * @param bytes of all of them together
 * @param computedIn the type of what is computed, and so of the cache
 * @param isExact false where the quantization in flight is only estimated
 */
record LoadedWeights(long bytes, DataType computedIn, boolean isExact) {
    private static final long PROCESS_BYTES = 512L << 20;
    private static final long MOST_WORKING_BYTES = 4L << 30;
    private static final int WORKING_SHARE = 10;
    private static final double EIGHT_BITS = 0.55;
    private static final double FOUR_BITS = 0.35;

    /**
     * Weights as a command makes them: a float32 checkpoint is cast to 16 bits unless asked otherwise, and {@code
     * --quantization} makes those of an unquantized model smaller.
     */
    static LoadedWeights of(long storedBytes, Optional<String> stored, CommandOptions options) {
        Optional<DataType> storedType = stored.flatMap(DataType::parse);
        DataType computed = options.value("--dtype")
                .flatMap(DataType::parse)
                .orElseGet(() ->
                        storedType.filter(type -> type != DataType.FLOAT32).orElse(DataType.BFLOAT16));
        if (storedType.isEmpty()) {
            return new LoadedWeights(storedBytes, computed, true);
        }
        long cast = storedBytes / storedType.get().bytes() * computed.bytes();
        Optional<String> inFlight = options.value("--quantization", "-q").map(name -> name.toLowerCase(Locale.ROOT));
        if (inFlight.isEmpty()) {
            return new LoadedWeights(cast, computed, true);
        }
        boolean four = inFlight.get().contains("4") || inFlight.get().equals("bitsandbytes");
        return new LoadedWeights((long) (cast * (four ? FOUR_BITS : EIGHT_BITS)), computed, false);
    }

    /** What one GPU holds of them. */
    long bytesOf(Division division) {
        return bytes / division.gpus();
    }

    /** The context of a process, activations and captured graphs, on one GPU. */
    long overheadOf(Division division) {
        return PROCESS_BYTES + Math.min(bytesOf(division) / WORKING_SHARE, MOST_WORKING_BYTES);
    }
}
