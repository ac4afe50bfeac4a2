package dev.venom.runtime.api.runtime;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the processes of a runtime take, all of them together. What can't be had is empty. Immutable.
 *
 * @param memoryBytes memory of the whole process tree
 * @param memoryMethod how it was measured: {@code cgroup}, {@code pss} or {@code rss}
 * @param vramBytes GPU memory of the whole process tree
 * @param cpuPercent processor time since the last measurement; 100 is one core
 */
public record ResourceUsage(
        OptionalLong memoryBytes, Optional<String> memoryMethod, OptionalLong vramBytes, OptionalDouble cpuPercent) {
    /** Nothing is known, or nothing runs. */
    public static final ResourceUsage UNKNOWN =
            new ResourceUsage(OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());
}
