package dev.venom.runtime.core.internal.gpu;

import dev.venom.runtime.core.internal.host.ProcessNamespace;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Tells whose GPU memory is whose. Drivers count processes as the host does; in a container those numbers mean nothing,
 * or the wrong process, unless the driver translates them. There the whole device counts, where one runtime has it to
 * itself. Thread-safe.
 */
public final class GpuAttribution {
    private final BooleanSupplier countsAsTheHost;
    private final ProcessTable table;

    /**
     * Makes the judge of a host.
     *
     * @param namespace whether this process sees numbers as the host counts them
     * @param table the processes that are seen here
     */
    public GpuAttribution(ProcessNamespace namespace, ProcessTable table) {
        this(namespace::isOfTheHost, table);
    }

    GpuAttribution(BooleanSupplier countsAsTheHost, ProcessTable table) {
        this.countsAsTheHost = countsAsTheHost;
        this.table = table;
    }

    /**
     * What some processes use.
     *
     * @param reading the GPUs
     * @param pids the processes of a runtime
     * @param alone whether no other runtime runs here
     * @return their use
     */
    public GpuUse of(GpuReading reading, Set<Long> pids, boolean alone) {
        if (reading.devices().isEmpty() || pids.isEmpty()) {
            return GpuUse.NONE;
        }
        return meansProcessesHere(reading) ? byProcess(reading, pids) : byDevice(reading, alone);
    }

    /**
     * Whether the numbers of processes in a reading are those that are seen here.
     *
     * @param reading the GPUs
     * @return true where they may be trusted
     */
    public boolean meansProcessesHere(GpuReading reading) {
        return countsAsTheHost.getAsBoolean()
                || reading.devices().stream()
                        .flatMap(device -> device.processes().stream())
                        .allMatch(process -> table.find(process.pid()).isPresent());
    }

    private static GpuUse byProcess(GpuReading reading, Set<Long> pids) {
        List<GpuDevice> devices = reading.devices().stream()
                .filter(device -> device.processes().stream().anyMatch(process -> pids.contains(process.pid())))
                .toList();
        long sum = 0;
        boolean known = true;
        for (GpuDevice device : devices) {
            OptionalLong bytes = bytes(device, pids);
            known = known && bytes.isPresent();
            sum += bytes.orElse(0);
        }
        return new GpuUse(known ? OptionalLong.of(sum) : OptionalLong.empty(), devices, Optional.empty());
    }

    /** Where the driver lists a process and not its memory, all that is used is its own if it is there alone. */
    private static OptionalLong bytes(GpuDevice device, Set<Long> pids) {
        List<GpuProcess> own = device.processes().stream()
                .filter(process -> pids.contains(process.pid()))
                .toList();
        if (own.stream().allMatch(process -> process.usedBytes().isPresent())) {
            return OptionalLong.of(own.stream()
                    .mapToLong(process -> process.usedBytes().getAsLong())
                    .sum());
        }
        return own.size() == device.processes().size() ? device.memory().usedBytes() : OptionalLong.empty();
    }

    private static GpuUse byDevice(GpuReading reading, boolean alone) {
        if (!alone) {
            return new GpuUse(
                    OptionalLong.empty(),
                    reading.devices(),
                    Optional.of("GPU memory can't be told apart: the driver counts processes outside this container"));
        }
        long sum = reading.devices().stream()
                .mapToLong(device -> device.memory().usedBytes().orElse(0))
                .sum();
        return new GpuUse(
                OptionalLong.of(sum),
                reading.devices(),
                Optional.of(
                        "GPU memory is that of the whole device: the driver counts processes outside this container"));
    }
}
