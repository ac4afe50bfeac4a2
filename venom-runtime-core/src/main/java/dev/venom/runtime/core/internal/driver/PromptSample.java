package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.core.internal.driver.task.Prompt;
import java.time.Duration;

/** Lets a model make of a prompt what its kind makes: a text, numbers, scores. Immutable. */
record PromptSample(RuntimeClient client, String model) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TOKENS = 48;

    Sample of(String text) {
        return new CapabilityProbe(client, model, TIMEOUT)
                .hold(new Prompt(text, TOKENS))
                .map(CapabilityProbe.Answered::sample)
                .orElseThrow(() -> new VenomException(
                        ErrorCode.INVALID_REQUEST,
                        "What the server of " + model + " can be asked is not known here.",
                        "Send it a request of its own kind."));
    }
}
