package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.ResourceUsage;
import dev.venom.runtime.core.internal.gpu.GpuUse;
import dev.venom.runtime.core.internal.host.TreeMemory;
import dev.venom.runtime.core.internal.host.TreeProcessor;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures what one runtime takes. Confined to whoever holds the runtime's lock. */
final class RuntimeMeter {
    private final HostProbes probes;
    private final TreeMemory memory;
    private final TreeProcessor processor;

    RuntimeMeter(HostProbes probes) {
        this.probes = probes;
        this.memory = new TreeMemory(probes.gauge(), probes.groups(), probes.nanos());
        this.processor = new TreeProcessor(probes.gauge(), probes.nanos());
    }

    /**
     * A measurement. Immutable.
     *
     * @param usage the figures
     * @param gpu which GPUs it uses
     */
    record Measured(ResourceUsage usage, GpuUse gpu) {}

    Measured measure(ProcessObservation observation, boolean alone) {
        List<ProcessRef> processes = observation.processes();
        if (processes.isEmpty()) {
            return new Measured(ResourceUsage.UNKNOWN, GpuUse.NONE);
        }
        Set<Long> pids = processes.stream().map(ProcessRef::pid).collect(Collectors.toSet());
        Optional<TreeMemory.Measured> tree = memory.measure(processes, observation.cgroup());
        GpuUse gpu = probes.attribution().of(probes.gpus().recent(), pids, alone);
        ResourceUsage usage = new ResourceUsage(
                tree.map(measured -> OptionalLong.of(measured.bytes())).orElse(OptionalLong.empty()),
                tree.map(TreeMemory.Measured::method),
                gpu.bytes(),
                processor.percent(processes));
        return new Measured(usage, gpu);
    }
}
