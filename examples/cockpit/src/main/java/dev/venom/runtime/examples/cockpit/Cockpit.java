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

/** The program {@code venom-cockpit}. */
public final class Cockpit {
    private static final String TOKEN = "VENOM_COCKPIT_TOKEN";
    private static final String DBUS_LOG = "org.slf4j.simpleLogger.log.org.freedesktop.dbus";
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private Cockpit() {}

    /**
     * Serves until the process is told to end.
     *
     * @param arguments options
     */
    public static void main(String[] arguments) {
        silenceDBus();
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

    /** The D-Bus library tells of every connection, and of every one that breaks: that is nothing for an operator. */
    private static void silenceDBus() {
        if (System.getProperty(DBUS_LOG) == null) {
            System.setProperty(DBUS_LOG, "off");
        }
    }

    private static void serve(CockpitOptions options) throws Exception {
        try (Termination termination = Termination.expect()) {
            if (options.demo()) {
                demonstrate(options, termination);
            } else {
                ModelManagerBuilder builder = ModelManager.builder();
                options.cacheDirectory().ifPresent(builder::cacheDirectory);
                serve(options, builder, termination);
            }
        }
    }

    private static void demonstrate(CockpitOptions options, Termination termination) throws Exception {
        try (DemoHost host = DemoHost.start(options.cacheDirectory())) {
            ModelManagerBuilder builder = ModelManager.builder();
            host.describe(builder);
            serve(options, builder, termination);
        }
    }

    private static void serve(CockpitOptions options, ModelManagerBuilder builder, Termination termination)
            throws Exception {
        Optional<AccessToken> token = token(options.host());
        try (ModelManager manager = builder.build();
                CockpitServer server = CockpitServer.start(manager, options.host(), options.port(), token)) {
            manager.recover();
            System.out.println("Cockpit: " + server.address());
            termination.await();
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
}
