package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.driver.task.Prompt;
import java.time.Duration;
import java.util.List;

/**
 * Lets a model show that it works, in the way of its kind. Where none is known, that its server is well and lists its name
 * has to do. Immutable.
 *
 * @param client the server
 * @param model the name under which the model answers
 * @param timeout how long it may be silent
 */
record ModelProof(RuntimeClient client, String model, Duration timeout) {
    private static final String CHECK = "proof";

    /** Throws RUNTIME_UNHEALTHY with what it answered instead. */
    Verdict verdict() {
        return new CapabilityProbe(client, model, timeout)
                .hold(Prompt.SHORTEST)
                .map(answered -> Verdict.ok(
                        CHECK,
                        "the model " + model + " produced "
                                + answered.question().wanted()))
                .orElseGet(this::byName);
    }

    private Verdict byName() {
        List<String> names = ServedNames.of(client);
        if (!names.isEmpty() && !names.contains(model)) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "It serves " + String.join(", ", names) + ", not " + model + ".",
                    "Look at its log with 'logs' and at 'diagnose'.");
        }
        String proof = names.isEmpty() ? "that it is well is" : "that it is well and serves " + model + " is";
        return Verdict.warn(CHECK, "what its server can be asked is not known here: " + proof + " all the proof");
    }
}
