package dev.venom.runtime.core.internal.runtime.status;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.monitor.MonitoredRuntime;
import java.util.function.Consumer;

/**
 * Gives a prompt to the model that is active on a runtime. Immutable.
 *
 * @param runtime the runtime
 * @param doubt receives the id of a runtime that gave no answer
 */
public record PromptRun(MonitoredRuntime runtime, Consumer<String> doubt) {
    /**
     * Waits for the answer.
     *
     * @param prompt the prompt
     * @return what the runtime made of it
     * @throws VenomException NOT_INSTALLED if no model is active on it; RUNTIME_UNHEALTHY; NETWORK
     */
    public Sample of(String prompt) {
        String id = runtime.spec().id();
        String name = runtime.intent()
                .servedName()
                .orElseThrow(() -> new VenomException(
                        ErrorCode.NOT_INSTALLED, "No model is active on " + id + ".", "Activate one first."));
        try {
            return runtime.driver().sample(name, prompt, runtime.driverContext());
        } catch (VenomException failure) {
            if (failure.code() == ErrorCode.RUNTIME_UNHEALTHY) {
                doubt.accept(id);
            }
            throw failure;
        }
    }
}
