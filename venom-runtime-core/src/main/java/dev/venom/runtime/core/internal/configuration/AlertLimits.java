package dev.venom.runtime.core.internal.configuration;

import java.time.Duration;

/**
 * From where on the use of memory is worth an alert. Immutable.
 *
 * @param ramPercent share of the host's or container's memory
 * @param vramPercent share of a GPU's memory that no runtime has reserved on purpose
 * @param duration for how long it has to last
 */
public record AlertLimits(double ramPercent, double vramPercent, Duration duration) {
    /** What holds where nothing is stated. */
    public static final AlertLimits STANDARD = new AlertLimits(85, 85, Duration.ofSeconds(30));

    static AlertLimits read(Section alerts) {
        alerts.requireOnly("ram_percent", "vram_percent", "for_seconds");
        return new AlertLimits(
                alerts.count("ram_percent", 1, 100).orElse((int) STANDARD.ramPercent),
                alerts.count("vram_percent", 1, 100).orElse((int) STANDARD.vramPercent),
                Duration.ofSeconds(alerts.count("for_seconds", 0, 86_400).orElse((int) STANDARD.duration.toSeconds())));
    }
}
