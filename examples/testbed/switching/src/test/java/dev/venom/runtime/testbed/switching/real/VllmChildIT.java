package dev.venom.runtime.testbed.switching.real;

/** vLLM as a child process. */
class VllmChildIT extends VllmScenarios {
    @Override
    RealHost.Keeper keeper() {
        return RealHost.Keeper.PROCESS;
    }
}
