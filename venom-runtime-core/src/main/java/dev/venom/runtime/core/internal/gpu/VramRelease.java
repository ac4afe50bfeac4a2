package dev.venom.runtime.core.internal.gpu;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sees to it that a stop is over only when the runtime's GPU memory is back: a process may be gone while the driver
 * still frees what it had. Where there is no GPU, or the runtime used none, that is so at once. Thread-safe.
 */
public final class VramRelease {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int STABLE_SAMPLES = 2;
    private static final long LEAST_TOLERANCE = 256L << 20;
    private static final long TOLERANCE_SHARE = 50;
    private static final int MEBIBYTE_SHIFT = 20;

    private final Gpus gpus;
    private final GpuAttribution attribution;
    private final Duration pause;

    /**
     * Makes the check.
     *
     * @param gpus the GPUs of this host
     * @param attribution tells whose memory is whose
     */
    public VramRelease(Gpus gpus, GpuAttribution attribution) {
        this(gpus, attribution, PAUSE);
    }

    VramRelease(Gpus gpus, GpuAttribution attribution, Duration pause) {
        this.gpus = gpus;
        this.attribution = attribution;
        this.pause = pause;
    }

    /**
     * What was there before a stop. Immutable.
     *
     * @param pids the runtime's processes
     * @param expectedBytes what is to be in use once it is gone, by device; where that is unknown, only that it no
     *     longer changes
     */
    public record Before(Set<Long> pids, Map<String, Optional<Long>> expectedBytes) {
        /** No GPU is concerned. */
        public static final Before NOTHING = new Before(Set.of(), Map.of());

        /** Copies the collections. */
        public Before {
            pids = Set.copyOf(pids);
            expectedBytes = Map.copyOf(expectedBytes);
        }
    }

    /**
     * Remembers what a runtime uses, before it is stopped.
     *
     * @param pids all of its processes
     * @return what to wait for
     */
    public Before before(Set<Long> pids) {
        GpuReading reading = gpus.read();
        if (reading.devices().isEmpty() || pids.isEmpty()) {
            return Before.NOTHING;
        }
        boolean trusted = attribution.meansProcessesHere(reading);
        Map<String, Optional<Long>> expected = new HashMap<>();
        for (GpuDevice device : attribution.of(reading, pids, false).devices()) {
            expected.put(device.id(), trusted ? withoutThem(device, pids) : Optional.empty());
        }
        return new Before(trusted ? pids : Set.of(), expected);
    }

    /**
     * Waits until the memory is back.
     *
     * @param before what was there before the stop
     * @param limit how long to wait
     * @return empty once it is back; else who still holds how much, in words
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<String> await(Before before, Duration limit) throws InterruptedException {
        if (before.expectedBytes().isEmpty()) {
            return Optional.empty();
        }
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, Long> earlier = Map.of();
        int good = 0;
        while (true) {
            List<GpuDevice> devices = concerned(before);
            Map<String, Long> used = used(devices);
            Optional<String> missing = missing(devices, before, earlier);
            good = missing.isEmpty() ? good + 1 : 0;
            if (good >= STABLE_SAMPLES || missing.isPresent() && System.nanoTime() - deadline >= 0) {
                return missing;
            }
            earlier = used;
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    private List<GpuDevice> concerned(Before before) {
        return gpus.read().devices().stream()
                .filter(device -> before.expectedBytes().containsKey(device.id()))
                .toList();
    }

    private static Optional<String> missing(List<GpuDevice> devices, Before before, Map<String, Long> earlier) {
        return devices.stream()
                .flatMap(device -> missing(device, before, Optional.ofNullable(earlier.get(device.id()))).stream())
                .findFirst();
    }

    private static Optional<String> missing(GpuDevice device, Before before, Optional<Long> earlier) {
        Set<Long> holders = device.processes().stream()
                .map(GpuProcess::pid)
                .filter(before.pids()::contains)
                .collect(Collectors.toSet());
        if (!holders.isEmpty()) {
            return Optional.of(device.name() + " is still used by process "
                    + holders.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        long used = device.memory().usedBytes().orElse(0);
        long tolerance = tolerance(device);
        Optional<Long> expected = Objects.requireNonNull(before.expectedBytes().get(device.id()));
        boolean back = expected.map(bytes -> used <= bytes + tolerance || isAccountedFor(device, used, tolerance))
                .orElseGet(() -> earlier.filter(bytes -> Math.abs(bytes - used) <= tolerance)
                        .isPresent());
        return back
                ? Optional.empty()
                : Optional.of(device.name() + " has " + (used >> MEBIBYTE_SHIFT) + " MiB in use"
                        + expected.map(bytes -> ", " + (used - bytes >> MEBIBYTE_SHIFT)
                                        + " MiB more than without this runtime, and no process owns up to it")
                                .orElse(", and that still changes"));
    }

    /** Somebody else may have begun to use the device meanwhile. */
    private static boolean isAccountedFor(GpuDevice device, long used, long tolerance) {
        return used - sum(device.processes(), process -> true) <= tolerance;
    }

    private static Optional<Long> withoutThem(GpuDevice device, Set<Long> pids) {
        long own = sum(device.processes(), process -> pids.contains(process.pid()));
        return device.memory().usedBytes().isPresent()
                ? Optional.of(Math.max(0, device.memory().usedBytes().getAsLong() - own))
                : Optional.empty();
    }

    private static long sum(List<GpuProcess> processes, Predicate<GpuProcess> which) {
        return processes.stream()
                .filter(which)
                .mapToLong(process -> process.usedBytes().orElse(0))
                .sum();
    }

    private static Map<String, Long> used(List<GpuDevice> devices) {
        return devices.stream()
                .collect(Collectors.toMap(
                        GpuDevice::id, device -> device.memory().usedBytes().orElse(0)));
    }

    private static long tolerance(GpuDevice device) {
        return Math.max(LEAST_TOLERANCE, device.memory().totalBytes().orElse(0) / TOLERANCE_SHARE);
    }
}
