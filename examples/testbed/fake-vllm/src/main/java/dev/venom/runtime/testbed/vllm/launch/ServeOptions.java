package dev.venom.runtime.testbed.vllm.launch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code vllm serve} was asked for. Immutable.
 *
 * @param model directory of the model
 * @param servedNames names that it answers for
 * @param values options as given, by their long names without dashes
 * @param environment variables of the process
 */
public record ServeOptions(
        String model, List<String> servedNames, Map<String, String> values, Map<String, String> environment) {
    private static final int DEFAULT_PORT = 8000;

    /** Copies the collections. */
    public ServeOptions {
        servedNames = List.copyOf(servedNames);
        values = Map.copyOf(values);
    }

    /**
     * The first name that it answers for.
     *
     * @return the name
     */
    public String name() {
        return servedNames.get(0);
    }

    /**
     * Where it listens.
     *
     * @return an address; every interface by default
     */
    public String host() {
        return values.getOrDefault("host", "0.0.0.0");
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return Integer.parseInt(values.getOrDefault("port", String.valueOf(DEFAULT_PORT)));
    }

    /**
     * How long requests may go on after SIGTERM.
     *
     * @return zero where they are cut
     */
    public Duration shutdownTimeout() {
        return Duration.ofSeconds(Long.parseLong(values.getOrDefault("shutdown-timeout", "0")));
    }

    /**
     * Whether a switch was given.
     *
     * @param name its long name without dashes
     * @return true if so
     */
    public boolean has(String name) {
        return values.containsKey(name) && !"false".equalsIgnoreCase(values.get(name));
    }

    /**
     * The key that callers have to show.
     *
     * @return the key; empty where nobody is asked
     */
    public Optional<String> apiKey() {
        return Optional.ofNullable(values.get("api-key"))
                .or(() -> Optional.ofNullable(environment.get("VLLM_API_KEY")))
                .filter(key -> !key.isEmpty());
    }

    /**
     * Whether the endpoints for developers are there.
     *
     * @return true with {@code VLLM_SERVER_DEV_MODE=1}
     */
    public boolean isDeveloperMode() {
        return "1".equals(environment.get("VLLM_SERVER_DEV_MODE"));
    }

    /**
     * Whether it can sleep.
     *
     * @return true with {@code --enable-sleep-mode}
     */
    public boolean canSleep() {
        return has("enable-sleep-mode");
    }
}
