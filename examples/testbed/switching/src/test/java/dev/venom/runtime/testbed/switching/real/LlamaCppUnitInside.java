package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.testbed.systemd.OnlyInside;

/** llama.cpp's server as a unit of systemd's. */
@OnlyInside
class LlamaCppUnitInside extends LlamaCppScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.SYSTEMD;
    }
}
