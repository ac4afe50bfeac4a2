package dev.venom.runtime.examples.cockpit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How the Cockpit is started. Immutable.
 *
 * @param host the address on which it listens
 * @param port the port; 0 picks one
 * @param cacheDirectory where models are; otherwise {@code MODELS_CACHE_DIR}, otherwise {@code models_cache}
 * @param demo whether it brings models and runtimes of its own
 */
record CockpitOptions(String host, int port, Optional<Path> cacheDirectory, boolean demo) {
    static final String USAGE = "Usage: venom-cockpit [--host ADDRESS] [--port N] [--cache-dir DIR] [--demo]";
    private static final int DEFAULT_PORT = 8_765;
    private static final int LAST_PORT = 65_535;

    static CockpitOptions parse(List<String> arguments) {
        String host = "127.0.0.1";
        int port = DEFAULT_PORT;
        Optional<Path> cacheDirectory = Optional.empty();
        boolean demo = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--host" -> host = value(option, rest);
                case "--port" -> port = port(value(option, rest));
                case "--cache-dir" -> cacheDirectory = Optional.of(Path.of(value(option, rest)));
                case "--demo" -> demo = true;
                default -> throw usage("'" + option + "' is not an option.");
            }
        }
        return new CockpitOptions(host, port, cacheDirectory, demo);
    }

    private static String value(String option, Deque<String> rest) {
        return Optional.ofNullable(rest.pollFirst())
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> usage("The option " + option + " needs a value."));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with numbers that are no ports.
        }
        throw usage("'" + text + "' is not a port.");
    }

    private static VenomException usage(String message) {
        return new VenomException(ErrorCode.INVALID_REQUEST, message, USAGE);
    }
}
