package dev.venom.runtime.examples.switching.real;

import dev.venom.runtime.examples.systemd.OnlyInside;

/** vLLM as a unit of systemd's. */
@OnlyInside
class VllmUnitInside extends VllmScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.SYSTEMD;
    }
}
