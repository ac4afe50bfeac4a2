package dev.venom.runtime.testbed.switching.real;

/** llama.cpp's server as a child process. */
class LlamaCppChildIT extends LlamaCppScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.PROCESS;
    }
}
