package dev.venom.runtime.provider.ollama.real;

/** Ollama 0.11.4. */
class Ollama11IT extends RealOllamaScenarios {
    @Override
    String version() {
        return "0.11.4";
    }
}
