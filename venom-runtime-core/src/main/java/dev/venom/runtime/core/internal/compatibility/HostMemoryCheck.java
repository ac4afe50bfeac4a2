package dev.venom.runtime.core.internal.compatibility;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.runtime.HostHardware;

/** Whether what a runtime needs fits the memory of a host. */
final class HostMemoryCheck {
    private static final String CHECK = "memory";

    private HostMemoryCheck() {}

    /**
     * Judges a need against all memory and against what is free.
     *
     * @param neededBytes what has to fit
     * @param what where it comes from
     * @param otherBytes memory of another kind that takes a part of it, such as that of GPUs
     * @param hardware what the host has
     */
    static Verdict judge(long neededBytes, String what, long otherBytes, HostHardware hardware) {
        if (hardware.memoryBytes().isEmpty()) {
            return Verdict.warn(CHECK, what + "; how much memory this host has is not known");
        }
        long all = hardware.memoryBytes().getAsLong() + otherBytes;
        String figures = what + ", of " + Amount.of(all);
        if (neededBytes > all) {
            return Verdict.refuse(
                    CHECK, ErrorCode.INCOMPATIBLE, figures + ", do not fit; install a smaller or a quantized variant");
        }
        if (hardware.availableMemoryBytes().isPresent()) {
            long free = hardware.availableMemoryBytes().getAsLong() + otherBytes;
            if (neededBytes > free) {
                return Verdict.warn(CHECK, figures + ", of which " + Amount.of(free) + " are free now");
            }
        }
        return Verdict.ok(CHECK, figures);
    }
}
