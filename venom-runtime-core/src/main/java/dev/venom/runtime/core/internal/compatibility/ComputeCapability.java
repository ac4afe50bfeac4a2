package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.spi.runtime.HostHardware;
import java.util.Comparator;
import java.util.Optional;

/**
 * CUDA's compute capability, as ten times the first number and the second. Immutable.
 *
 * @param value such as 75 for 7.5
 */
record ComputeCapability(int value) implements Comparable<ComputeCapability> {
    private static final int TENS = 10;

    static Optional<ComputeCapability> parse(String text) {
        String[] numbers = text.split("\\.");
        try {
            return numbers.length == 2
                    ? Optional.of(
                            new ComputeCapability(Integer.parseInt(numbers[0]) * TENS + Integer.parseInt(numbers[1])))
                    : Optional.empty();
        } catch (NumberFormatException notACapability) {
            return Optional.empty();
        }
    }

    /** The least of all GPUs, for the model may be divided over them; empty where one does not tell. */
    static Optional<ComputeCapability> leastOf(HostHardware hardware) {
        boolean allKnown = hardware.gpus().stream()
                .allMatch(gpu -> gpu.computeCapability()
                        .flatMap(ComputeCapability::parse)
                        .isPresent());
        return allKnown
                ? hardware.gpus().stream()
                        .flatMap(gpu -> gpu.computeCapability().stream())
                        .flatMap(text -> parse(text).stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value / TENS + "." + value % TENS;
    }
}
