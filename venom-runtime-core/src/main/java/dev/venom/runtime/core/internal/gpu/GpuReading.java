package dev.venom.runtime.core.internal.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * All GPUs of this host at one moment. Immutable.
 *
 * @param devices the GPUs
 * @param troubles why there may be more than that, in words
 */
public record GpuReading(List<GpuDevice> devices, List<String> troubles) {
    /** A host without GPUs. */
    public static final GpuReading NONE = new GpuReading(List.of(), List.of());

    /** Copies the lists. */
    public GpuReading {
        devices = List.copyOf(devices);
        troubles = List.copyOf(troubles);
    }

    static GpuReading trouble(String words) {
        return new GpuReading(List.of(), List.of(words));
    }

    GpuReading and(GpuReading other) {
        List<GpuDevice> all = new ArrayList<>(devices);
        all.addAll(other.devices);
        List<String> words = new ArrayList<>(troubles);
        words.addAll(other.troubles);
        return new GpuReading(all, words);
    }
}
