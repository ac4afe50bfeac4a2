package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.gpu.VramRelease;
import dev.venom.runtime.core.internal.runtime.registry.KnownRuntime;
import dev.venom.runtime.spi.host.ProcessRef;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stop is over when the runtime's GPU memory is back: the driver frees it a moment after the processes are gone,
 * and a start in that moment would fail for want of it. Immutable.
 *
 * @param vram tells when it is back
 */
record GpuMemoryWait(VramRelease vram) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    void around(KnownRuntime runtime, Runnable stop) {
        VramRelease.Before before = vram.before(pids(runtime));
        stop.run();
        try {
            Optional<String> missing = vram.await(before, LIMIT);
            if (missing.isPresent()) {
                throw new VenomException(
                        ErrorCode.RUNTIME_STUCK,
                        "The runtime " + runtime.id() + " is gone, but its GPU memory is not back after "
                                + LIMIT.toSeconds() + " s: " + missing.get() + ".",
                        "See who uses the GPU with 'diagnose " + runtime.id() + "'; a GPU that keeps memory of "
                                + "no process needs a reset.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VenomException(ErrorCode.CANCELLED, "The wait for GPU memory was interrupted.", "", interrupted);
        }
    }

    private static Set<Long> pids(KnownRuntime runtime) {
        return runtime.handle().stream()
                .flatMap(handle -> handle.observe().processes().stream())
                .map(ProcessRef::pid)
                .collect(Collectors.toSet());
    }
}
