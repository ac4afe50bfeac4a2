package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.core.internal.gpu.GpuAttribution;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.BootTime;
import dev.venom.runtime.core.internal.host.ControlGroupMemory;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.ProcessGauge;
import dev.venom.runtime.core.internal.host.ProcessNamespace;
import dev.venom.runtime.spi.host.ProcessTable;
import java.util.function.LongSupplier;

/**
 * With what this host is looked at. Immutable; nothing is read before it is asked for.
 *
 * @param table its processes
 * @param gauge measures single processes
 * @param bootTime tells how long they have run
 * @param groups measures control groups
 * @param memory tells what memory can be had
 * @param gpus its GPUs
 * @param attribution tells whose GPU memory is whose
 * @param nanos a clock that only goes forward
 */
public record HostProbes(
        ProcessTable table,
        ProcessGauge gauge,
        BootTime bootTime,
        ControlGroupMemory groups,
        HostMemory memory,
        Gpus gpus,
        GpuAttribution attribution,
        LongSupplier nanos) {
    /**
     * Looks at the host that this runs on.
     *
     * @param table its processes
     * @param memory tells what memory can be had
     * @param gpus its GPUs, closed by the caller
     * @return the probes
     */
    public static HostProbes of(ProcessTable table, HostMemory memory, Gpus gpus) {
        return new HostProbes(
                table,
                new ProcessGauge(),
                new BootTime(),
                new ControlGroupMemory(),
                memory,
                gpus,
                new GpuAttribution(new ProcessNamespace(), table),
                System::nanoTime);
    }
}
