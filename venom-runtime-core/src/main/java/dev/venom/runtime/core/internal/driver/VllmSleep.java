package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.json.JsonObject;
import dev.venom.runtime.spi.transport.HttpReply;
import java.time.Duration;

/**
 * Wakes a vLLM that was put to sleep ({@code --enable-sleep-mode} and {@code VLLM_SERVER_DEV_MODE=1}). From level 2 its
 * weights have to be loaded again before its cache is given back, else it writes nonsense (vLLM's
 * docs/features/sleep_mode.md). Immutable.
 */
final class VllmSleep {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final RuntimeDoor door;

    VllmSleep(RuntimeDoor door) {
        this.door = door;
    }

    void wake() {
        if (hasDiscardedWeights()) {
            require("/wake_up?tags=weights", JsonObject.builder().build());
            require(
                    "/collective_rpc",
                    JsonObject.builder().text("method", "reload_weights").build());
            require("/wake_up?tags=kv_cache", JsonObject.builder().build());
        } else {
            require("/wake_up", JsonObject.builder().build());
        }
    }

    private boolean hasDiscardedWeights() {
        return door.find("/metrics")
                .map(reply -> reply.text().lines().anyMatch(VllmSleep::saysDiscarded))
                .orElse(false);
    }

    private static boolean saysDiscarded(String line) {
        return line.startsWith("vllm:engine_sleep_state{")
                && line.contains("sleep_state=\"discard_all\"")
                && !line.endsWith(" 0.0")
                && !line.endsWith(" 0");
    }

    private void require(String path, JsonObject body) {
        HttpReply reply = door.post(path, body, PATIENCE);
        if (!reply.head().isSuccess()) {
            throw new VenomException(
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "The runtime sleeps and could not be woken: " + path + " answered "
                            + reply.head().status() + ".",
                    "Restart it.");
        }
    }
}
