package dev.venom.runtime.examples.switching.real;

import dev.venom.runtime.examples.systemd.OnlyInside;

/** Ollama as a unit of systemd's. */
@OnlyInside
class OllamaUnitInside extends OllamaScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.SYSTEMD;
    }
}
