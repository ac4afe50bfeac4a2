package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.testbed.systemd.OnlyInside;

/** vLLM as a unit of systemd's. */
@OnlyInside
class VllmUnitInside extends VllmScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.SYSTEMD;
    }
}
