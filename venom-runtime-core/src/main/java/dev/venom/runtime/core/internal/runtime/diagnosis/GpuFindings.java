package dev.venom.runtime.core.internal.runtime.diagnosis;

import dev.venom.runtime.core.internal.gpu.GpuDevice;
import dev.venom.runtime.core.internal.gpu.GpuProcess;
import dev.venom.runtime.core.internal.gpu.GpuReading;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Who holds the memory of this host's GPUs. */
final class GpuFindings {
    private static final int MEBIBYTE_SHIFT = 20;

    private GpuFindings() {}

    /** A line for each GPU, one for each process that uses it, and what could not be found out. */
    static List<String> lines(GpuReading reading, List<ProcessRef> own) {
        Set<Long> pids = own.stream().map(ProcessRef::pid).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        for (GpuDevice device : reading.devices()) {
            lines.add(device(device));
            device.processes().forEach(process -> lines.add("  " + process(process, pids)));
        }
        lines.addAll(reading.troubles());
        return lines;
    }

    /** One GPU in a line. */
    static String device(GpuDevice device) {
        return "GPU " + device.index() + " " + device.name() + ": "
                + mebibytes(device.memory().usedBytes()) + " of "
                + mebibytes(device.memory().totalBytes()) + " in use"
                + device.trouble().map(trouble -> "; " + trouble).orElse("");
    }

    private static String process(GpuProcess process, Set<Long> own) {
        return "process " + process.pid() + " holds " + mebibytes(process.usedBytes())
                + (own.contains(process.pid()) ? " (this runtime)" : "");
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? (bytes.getAsLong() >> MEBIBYTE_SHIFT) + " MiB" : "unknown";
    }
}
