package dev.venom.runtime.spi.host;

/**
 * A process that cannot be mistaken for a later one with the same number. Immutable.
 *
 * @param pid its number
 * @param startTicks when it began, in clock ticks since boot (field 22 of {@code /proc/PID/stat}, proc(5))
 * @param bootId the boot during which it began ({@code /proc/sys/kernel/random/boot_id})
 */
public record ProcessRef(long pid, long startTicks, String bootId) {}
