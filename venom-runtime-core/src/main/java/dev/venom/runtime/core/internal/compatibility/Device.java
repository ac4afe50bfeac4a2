package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.spi.runtime.HostHardware;
import dev.venom.runtime.spi.runtime.ServingTarget;
import java.util.Optional;

/**
 * What a runtime computes on. Immutable.
 *
 * @param kind processors, GPUs, or not known
 * @param capability the least of its GPUs
 */
record Device(Kind kind, Optional<ComputeCapability> capability) {
    /** What computes. */
    enum Kind {
        CPU,
        GPU,
        UNKNOWN
    }

    /** vLLM's build for processors says so in its version; a host without visible GPUs proves nothing. */
    static Device of(ServingTarget target) {
        boolean cpuBuild =
                target.version().filter(version -> version.contains("+cpu")).isPresent();
        HostHardware hardware = target.hardware();
        if (cpuBuild) {
            return new Device(Kind.CPU, Optional.empty());
        }
        return hardware.gpus().isEmpty()
                ? new Device(Kind.UNKNOWN, Optional.empty())
                : new Device(Kind.GPU, ComputeCapability.leastOf(hardware));
    }
}
