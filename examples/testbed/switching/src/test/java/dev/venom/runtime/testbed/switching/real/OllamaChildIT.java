package dev.venom.runtime.testbed.switching.real;

/** Ollama as a child process. */
class OllamaChildIT extends OllamaScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.PROCESS;
    }
}
