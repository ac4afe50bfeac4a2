package dev.venom.runtime.core.internal.gpu;

import java.util.OptionalLong;

/**
 * A process that uses a GPU. Immutable.
 *
 * @param pid its number as the driver counts: the host's, also in a container
 * @param usedBytes its memory there; empty where the driver does not tell, as on WSL
 */
public record GpuProcess(long pid, OptionalLong usedBytes) {}
