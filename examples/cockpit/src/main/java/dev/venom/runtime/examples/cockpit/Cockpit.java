package dev.venom.runtime.examples.cockpit;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.ModelManagerBuilder;
import dev.venom.runtime.examples.cockpit.demo.DemoHost;
import dev.venom.runtime.examples.cockpit.guard.AccessToken;
import dev.venom.runtime.examples.cockpit.guard.HostNames;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The program {@code venom-cockpit}. */
public final class Cockpit {
    private static final String TOKEN = "VENOM_COCKPIT_TOKEN";
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private Cockpit() {}

    /**
     * Serves until the process is told to end.
     *
     * @param arguments options
     */
    public static void main(String[] arguments) {
        try {
            serve(CockpitOptions.parse(List.of(arguments)));
        } catch (VenomException failure) {
            System.err.println(failure.code() + ": " + failure.getMessage() + " " + failure.hint());
            System.exit(failure.code() == ErrorCode.INVALID_REQUEST ? USAGE : FAILURE);
        } catch (Exception failure) {
            System.err.println("INTERNAL: The Cockpit could not start: " + failure.getMessage());
            System.exit(FAILURE);
        }
    }

    private static void serve(CockpitOptions options) throws Exception {
        if (!options.demo()) {
            ModelManagerBuilder builder = ModelManager.builder();
            options.cacheDirectory().ifPresent(builder::cacheDirectory);
            serve(options, builder);
            return;
        }
        try (DemoHost host = DemoHost.start(options.cacheDirectory())) {
            ModelManagerBuilder builder = ModelManager.builder();
            host.describe(builder);
            serve(options, builder);
        }
    }

    private static void serve(CockpitOptions options, ModelManagerBuilder builder) throws Exception {
        Optional<AccessToken> token = token(options.host());
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, closed), "venom-cockpit-shutdown"));
        try (ModelManager manager = builder.build();
                CockpitServer server = CockpitServer.start(manager, options.host(), options.port(), token)) {
            manager.recover();
            System.out.println("Cockpit: " + server.address());
            ended.await();
        } finally {
            closed.countDown();
        }
    }

    private static Optional<AccessToken> token(String host) {
        Optional<String> secret = Optional.ofNullable(System.getenv(TOKEN)).filter(value -> !value.isBlank());
        if (secret.isEmpty() && !HostNames.isLoopback(host)) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "The address " + host + " can be reached by others, and there is no token.",
                    "Set " + TOKEN + ", or listen on 127.0.0.1.");
        }
        return secret.map(String::strip).map(AccessToken::of);
    }

    /** The process ends when this returns: not before everything is closed. */
    private static void end(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
