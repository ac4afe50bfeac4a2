package dev.venom.runtime.core.internal.host;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/** The only class that knows OSHI, which takes a quarter of a second to begin: it serves where there is no proc. */
final class OshiMemory {
    private static final Logger LOG = LoggerFactory.getLogger(OshiMemory.class);

    private OshiMemory() {}

    static Optional<HostMemory.Figures> read() {
        try {
            GlobalMemory memory = new SystemInfo().getHardware().getMemory();
            long total = memory.getTotal();
            return total <= 0
                    ? Optional.empty()
                    : Optional.of(new HostMemory.Figures(total, memory.getAvailable(), total));
        } catch (RuntimeException | LinkageError failure) {
            LOG.debug("host memory unknown", failure);
            return Optional.empty();
        }
    }
}
