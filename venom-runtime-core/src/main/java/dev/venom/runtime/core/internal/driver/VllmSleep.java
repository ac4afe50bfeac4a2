package dev.venom.runtime.core.internal.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;

/**
 * Whether vLLM sleeps, and its waking ({@code --enable-sleep-mode} and {@code VLLM_SERVER_DEV_MODE=1}). From level 2 its
 * weights have to be loaded again before its cache is given back, else it writes nonsense (vLLM's
 * docs/features/sleep_mode.md). Immutable.
 *
 * @param client the server
 */
record VllmSleep(RuntimeClient client) {
    private static final String OPTION = "--enable-sleep-mode";
    private static final String VARIABLE = "VLLM_SERVER_DEV_MODE";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    /** Whether somebody means to put it to sleep. */
    static boolean isMeant(RuntimeSpec spec) {
        return spec.command().stream().anyMatch(word -> word.contains(OPTION))
                || spec.environment().containsKey(VARIABLE);
    }

    /** No request wakes it. */
    Rest rest() {
        return !isRuledOut(client.spec()) && isAsleep() ? Rest.ASLEEP : Rest.NEVER;
    }

    /** Wakes it where it sleeps, and says whether it did. */
    boolean wake() {
        boolean sleeps = isAsleep();
        if (sleeps) {
            wakeAll();
        }
        return sleeps;
    }

    /** What a unit or a script starts may have options that are not known here. */
    private static boolean isRuledOut(RuntimeSpec spec) {
        boolean isKnown = spec.command().contains("serve");
        return isKnown && !isMeant(spec);
    }

    private boolean isAsleep() {
        return client.document("/is_sleeping").path("is_sleeping").booleanValue();
    }

    private void wakeAll() {
        if (hasDiscardedWeights()) {
            require("/wake_up?tags=weights", Json.object());
            require("/collective_rpc", Json.object().put("method", "reload_weights"));
            require("/wake_up?tags=kv_cache", Json.object());
        } else {
            require("/wake_up", Json.object());
        }
    }

    private boolean hasDiscardedWeights() {
        return client.find("/metrics")
                .map(reply -> reply.text().lines().anyMatch(VllmSleep::saysDiscarded))
                .orElse(false);
    }

    private static boolean saysDiscarded(String line) {
        return line.startsWith("vllm:engine_sleep_state{")
                && line.contains("sleep_state=\"discard_all\"")
                && !line.endsWith(" 0.0")
                && !line.endsWith(" 0");
    }

    private void require(String path, JsonNode body) {
        HttpReply reply = client.post(path, body, TIMEOUT);
        if (!reply.head().isSuccess()) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The runtime sleeps and could not be woken: " + path + " answered "
                            + reply.head().status() + ".",
                    "Restart it.");
        }
    }
}
