package dev.venom.runtime.supervisor.systemd.internal.unit;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.runtime.LaunchPlan;

/**
 * What a unit that is not ours needs besides: the active model, and an end that leaves nothing behind. Immutable.
 *
 * @param plan how the runtime is started
 */
record DropIn(LaunchPlan plan) {
    String text() {
        RuntimeSpec spec = plan.spec();
        UnitText unit = new UnitText().comment(Marker.line(spec.id())).section("Service");
        UnitVariables.of(spec).forEach((name, value) -> unit.set("Environment", Escape.assignment(name, value)));
        unit.set("EnvironmentFile", "-" + Escape.pattern(plan.environmentFile().toString()))
                .set("Restart", "always")
                .set("KillMode", "mixed")
                .set("TimeoutStopSec", Math.max(1, spec.stopTimeout().toSeconds()))
                .set("LimitCORE", 0);
        return unit.toString();
    }
}
