package dev.venom.runtime.core.internal.monitor;

import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The alerts of one runtime. Confined to whoever holds the runtime's lock. */
final class RuntimeAlerts {
    private final String runtime;
    private final AlertLimits limits;
    private final AlertEpisode ram;
    private final AlertEpisode vram;
    private MemoryPressure.Percents latest = MemoryPressure.Percents.NONE;

    RuntimeAlerts(String runtime, AlertLimits limits) {
        this.runtime = runtime;
        this.limits = limits;
        this.ram = new AlertEpisode(limits.ramPercent(), limits.duration());
        this.vram = new AlertEpisode(limits.vramPercent(), limits.duration());
    }

    /** Those that hold after a measurement. Who looks only once can't know how long it has lasted. */
    List<Alert> follow(MemoryPressure.Percents percents, Instant now, boolean watched) {
        latest = percents;
        boolean ramHolds = ram.follow(percents.ramPercent(), now);
        boolean vramHolds = vram.follow(percents.vramPercent(), now);
        List<Alert> alerts = new ArrayList<>();
        if (ramHolds || !watched && ram.isPassedBy(percents.ramPercent())) {
            alerts.add(alert(Alert.Resource.RAM, Alert.State.RAISED));
        }
        if (vramHolds || !watched && vram.isPassedBy(percents.vramPercent())) {
            alerts.add(alert(Alert.Resource.VRAM, Alert.State.RAISED));
        }
        return List.copyOf(alerts);
    }

    boolean isRamRaised() {
        return ram.isRaised();
    }

    /** An alert as the last measurement has it. */
    Alert alert(Alert.Resource resource, Alert.State state) {
        return switch (resource) {
            case RAM -> new Alert(runtime, resource, rounded(latest.ramPercent()), limits.ramPercent(), state);
            case VRAM -> new Alert(runtime, resource, rounded(latest.vramPercent()), limits.vramPercent(), state);
        };
    }

    private static double rounded(double percent) {
        return Math.round(percent * 10) / 10.0;
    }
}
