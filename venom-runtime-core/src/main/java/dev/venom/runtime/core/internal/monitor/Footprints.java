package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuUse;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What the runtimes of this host take, side by side: whether memory is short is a question to all of them. Thread-safe. */
final class Footprints {
    /** Who takes less of what is used than this is not to blame, unless nobody takes more. */
    private static final double NOTABLE_SHARE = 0.1;

    private static final double PERCENT = 100;

    private final Map<String, Footprint> footprints = new ConcurrentHashMap<>();

    /**
     * What one runtime takes. Immutable.
     *
     * @param memoryBytes its memory
     * @param gpu its GPUs and its memory there
     * @param reservedShare the share of a GPU's memory that it takes on purpose
     */
    record Footprint(OptionalLong memoryBytes, GpuUse gpu, OptionalDouble reservedShare) {
        private boolean isOn(GpuDevice device) {
            return gpu.devices().stream().anyMatch(one -> one.id().equals(device.id()));
        }

        private double reservedBytes(GpuDevice device) {
            return isOn(device)
                    ? reservedShare.orElse(0) * device.memory().totalBytes().orElse(0)
                    : 0;
        }

        /** How much of what it has reserved it has taken. */
        private double takenBytes(GpuDevice device) {
            double reserved = reservedBytes(device);
            return gpu.bytes().isPresent() ? Math.min(reserved, gpu.bytes().getAsLong()) : reserved;
        }
    }

    /** Notes what a runtime takes; empty while it stands still. */
    void note(String runtime, Optional<Footprint> footprint) {
        footprint.ifPresentOrElse(taken -> footprints.put(runtime, taken), () -> footprints.remove(runtime));
    }

    boolean isAlone(String runtime) {
        return footprints.keySet().stream().allMatch(runtime::equals);
    }

    /** Whether a runtime has its part in what is used of the host's memory. */
    boolean isToBlame(String runtime, long usedBytes) {
        Footprint own = footprints.get(runtime);
        if (own == null) {
            return false;
        }
        long bytes = own.memoryBytes().orElse(0);
        return bytes >= NOTABLE_SHARE * usedBytes
                || footprints.values().stream()
                        .allMatch(other -> other.memoryBytes().orElse(0) <= bytes);
    }

    /**
     * How full the GPUs of a runtime are, the fullest of them. What a runtime reserves on purpose is no cause for alarm:
     * only what is beyond that counts, as a share of what is beyond it.
     */
    double gpuPercent(GpuUse use) {
        return use.devices().stream().mapToDouble(this::percent).max().orElse(0);
    }

    private double percent(GpuDevice device) {
        double total = device.memory().totalBytes().orElse(0);
        double used = device.memory().usedBytes().orElse(0);
        double reserved = footprints.values().stream()
                .mapToDouble(one -> one.reservedBytes(device))
                .sum();
        double taken = footprints.values().stream()
                .mapToDouble(one -> one.takenBytes(device))
                .sum();
        double room = total - reserved;
        double beyond = Math.max(0, used - taken);
        if (total <= 0) {
            return 0;
        }
        return room <= 0 ? (beyond > 0 ? PERCENT : 0) : Math.min(PERCENT, PERCENT * beyond / room);
    }
}
