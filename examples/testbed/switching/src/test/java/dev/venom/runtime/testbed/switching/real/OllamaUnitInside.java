package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.testbed.systemd.OnlyInside;

/** Ollama as a unit of systemd's. */
@OnlyInside
class OllamaUnitInside extends OllamaScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.SYSTEMD;
    }
}
