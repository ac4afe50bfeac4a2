package dev.venom.runtime.provider.ollama.real;

/** Ollama 0.30.0. */
class Ollama30IT extends RealOllamaScenarios {
    @Override
    String version() {
        return "0.30.0";
    }
}
