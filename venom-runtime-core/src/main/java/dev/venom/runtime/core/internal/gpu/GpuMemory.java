package dev.venom.runtime.core.internal.gpu;

import java.util.OptionalLong;

/**
 * The memory of a GPU. What the driver does not tell is empty. Immutable.
 *
 * @param totalBytes all of it; empty where it is the host's
 * @param usedBytes in use by processes
 * @param freeBytes free
 * @param reservedBytes kept by the driver for itself
 */
public record GpuMemory(
        OptionalLong totalBytes, OptionalLong usedBytes, OptionalLong freeBytes, OptionalLong reservedBytes) {
    /** Nothing is told. */
    public static final GpuMemory UNKNOWN =
            new GpuMemory(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    static GpuMemory of(long totalBytes, long usedBytes, long freeBytes, OptionalLong reservedBytes) {
        return new GpuMemory(
                OptionalLong.of(totalBytes), OptionalLong.of(usedBytes), OptionalLong.of(freeBytes), reservedBytes);
    }
}
