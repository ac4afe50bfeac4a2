package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.core.internal.host.ProcessGauge;
import dev.venom.runtime.spi.host.ProcessRef;
import java.util.List;

/**
 * What shows of a model that is loaded without a word: memory that fills, and bytes that come from storage. Both count
 * in steps, and only upwards, so that a server at rest gives no sign. Confined to one thread.
 */
final class LoadProgress {
    private static final long STEP_BYTES = 32L << 20;

    private final ProcessGauge gauge;
    private long mostResident;
    private long mostRead;

    LoadProgress(ProcessGauge gauge) {
        this.gauge = gauge;
    }

    /** Another one than before if more is there. */
    Object of(List<ProcessRef> processes) {
        long resident = 0;
        long read = 0;
        for (ProcessRef process : processes) {
            resident += gauge.resident(process)
                    .map(pages -> pages.anonymousBytes() + pages.sharedBytes())
                    .orElse(0L);
            read += gauge.readBytes(process).orElse(0);
        }
        mostResident = Math.max(mostResident, resident / STEP_BYTES);
        mostRead = Math.max(mostRead, read / STEP_BYTES);
        return List.of(mostResident, mostRead);
    }
}
