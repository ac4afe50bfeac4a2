package dev.venom.runtime.examples.switching.real;

/** Ollama as a child process. */
class OllamaChildIT extends OllamaScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.PROCESS;
    }
}
