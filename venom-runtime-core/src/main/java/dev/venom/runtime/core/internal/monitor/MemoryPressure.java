package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.core.internal.host.ControlGroupMemory;
import dev.venom.runtime.core.internal.host.HostMemory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells how short memory is for one runtime. Thread-safe. */
final class MemoryPressure {
    private static final double PERCENT = 100;

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HostProbes probes;
    private final Footprints footprints;
    private final AtomicReference<@Nullable Sample> latest = new AtomicReference<>();

    private record Sample(Optional<HostMemory.Figures> figures, long nanos) {}

    MemoryPressure(HostProbes probes, Footprints footprints) {
        this.probes = probes;
        this.footprints = footprints;
    }

    /**
     * Shares in use. Immutable.
     *
     * @param ramPercent of the memory that the runtime lives in
     * @param vramPercent of the GPU memory that it lives in
     */
    record Percents(double ramPercent, double vramPercent) {
        static final Percents NONE = new Percents(0, 0);
    }

    /**
     * Measures.
     *
     * @param runtime id of a runtime that runs
     * @param observation its processes
     * @param measured what it takes
     * @param cachePercent how full the memory is that it sets aside for requests
     * @param alreadyRaised whether it was blamed before: then it stays so, however the others change
     */
    Percents of(
            String runtime,
            ProcessObservation observation,
            RuntimeMeter.Measured measured,
            OptionalDouble cachePercent,
            boolean alreadyRaised) {
        double own = observation.cgroup().map(probes.groups()::levels).orElse(List.of()).stream()
                .mapToDouble(MemoryPressure::percent)
                .max()
                .orElse(0);
        Optional<HostMemory.Figures> host = hostMemory();
        double shared = host.filter(figures ->
                        alreadyRaised || footprints.isToBlame(runtime, figures.totalBytes() - figures.availableBytes()))
                .map(HostMemory.Figures::usedPercent)
                .orElse(0.0);
        return new Percents(
                Math.max(own, shared), Math.max(footprints.gpuPercent(measured.gpu()), cachePercent.orElse(0)));
    }

    /** The same for all runtimes, and read from many files. */
    private Optional<HostMemory.Figures> hostMemory() {
        long now = probes.nanos().getAsLong();
        Sample known = latest.get();
        if (known == null || now - known.nanos() > FRESH_NANOS) {
            known = new Sample(probes.memory().read(), now);
            latest.set(known);
        }
        return known.figures();
    }

    private static double percent(ControlGroupMemory.Level level) {
        return level.limit().isPresent() && level.limit().getAsLong() > 0
                ? PERCENT * level.used() / level.limit().getAsLong()
                : 0;
    }
}
