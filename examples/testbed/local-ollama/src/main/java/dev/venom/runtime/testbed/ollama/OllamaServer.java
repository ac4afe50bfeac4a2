package dev.venom.runtime.testbed.ollama;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The daemon or the registry as a program, until a signal ends it:
 *
 * <pre>
 * OllamaServer serve [--port N] [--models DIR] [--version V] [--registry URL] [--keep-alive D] [--load-time MS]
 *         [--token-time MS] [--gpu true] [--tiny NAME]...
 * OllamaServer registry [--port N] [--rate BYTES_PER_SECOND] [--tiny NAME]... [--model NAME=FILE]...
 *         [--generate NAME=SIZE[:LAYERS]]...
 * </pre>
 *
 * The daemon heeds {@code OLLAMA_HOST}, {@code OLLAMA_MODELS}, {@code OLLAMA_KEEP_ALIVE} and {@code OLLAMA_NOPRUNE}, too;
 * options come before them. It prints {@code Ollama: http://127.0.0.1:PORT}, the registry {@code Registry: ...}, when it
 * answers. A port in use ends it with exit status 1, SIGTERM with 0, as with the real one.
 */
public final class OllamaServer {

    private OllamaServer() {}

    /** Runs it. Exit status 2: a wrong command line. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            start(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage()
                    + System.lineSeparator()
                    + DaemonCommandLine.USAGE
                    + System.lineSeparator()
                    + RegistryCommandLine.USAGE);
            System.exit(2);
        } catch (UncheckedIOException e) {
            System.err.println("Error: " + reason(e));
            System.exit(1);
        }
        // The servers' threads are daemons; this one keeps the program alive until a signal ends it.
        new CountDownLatch(1).await();
    }

    private static void start(String[] arguments, Map<String, String> environment) {
        boolean registry = arguments.length > 0 && arguments[0].equals("registry");
        boolean named = registry || arguments.length > 0 && arguments[0].equals("serve");
        String[] options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        if (registry) {
            LocalRegistry server = RegistryCommandLine.parse(options).start();
            announce("Registry", server.url(), server);
        } else {
            DaemonCommandLine plan = DaemonCommandLine.parse(environment, options);
            LocalDaemon server = plan.start();
            System.err.println(
                    "Listening on 127.0.0.1:" + server.url().getPort() + " (version " + plan.version() + ")");
            announce("Ollama", server.url(), server);
        }
    }

    private static String reason(UncheckedIOException failure) {
        return failure.getCause() instanceof BindException
                ? "listen tcp: bind: address already in use"
                : failure.getMessage() + ": " + failure.getCause().getMessage();
    }

    private static void announce(String what, URI url, AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "venom-ollama-shutdown"));
        System.out.println(what + ": " + url);
        System.out.flush();
    }

    /** By itself a JVM that is told to end says 143; Ollama says 0. */
    private static void end(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("close failed: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
