package dev.venom.runtime.core.internal.driver;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.core.internal.json.Json;
import dev.venom.runtime.spi.runtime.HealthReport.Rest;
import java.nio.file.Path;

/**
 * Whether llama.cpp's server sleeps ({@code --sleep-idle-seconds}). {@code /health}, {@code /props} and {@code /v1/models}
 * neither wake it nor keep it awake; {@code /slots}, and {@code /metrics} in many versions, count as requests. Immutable.
 *
 * @param client the server
 */
record LlamaCppSleep(RuntimeClient client) {
    private static final String OPTION = "--sleep-idle-seconds";
    private static final String VARIABLE = "LLAMA_ARG_SLEEP_IDLE_SECONDS";

    Rest rest() {
        return isRuledOut(client.spec())
                ? Rest.NEVER
                : Json.flag(client.document("/props").path("is_sleeping"))
                        .map(sleeps -> sleeps ? Rest.ASLEEP : Rest.AWAKE)
                        .orElse(Rest.NEVER);
    }

    /** A script may have options of its own: only the server's own command rules it out. */
    private static boolean isRuledOut(RuntimeSpec spec) {
        return !spec.command().isEmpty()
                && String.valueOf(Path.of(spec.command().get(0)).getFileName()).startsWith("llama-server")
                && spec.command().stream().noneMatch(word -> word.startsWith(OPTION))
                && !spec.environment().containsKey(VARIABLE);
    }
}
