package dev.venom.runtime.testbed.hub;

import java.util.concurrent.CountDownLatch;

/**
 * The hub as a program. It serves the built-in models, and others on demand, until it is stopped:
 *
 * <pre>
 * HubServer [--port N] [--rate BYTES_PER_SECOND] [--delay MILLISECONDS]
 *         [--generate org/name:SIZE[:files]]... [--directory org/name=DIR]...
 * </pre>
 *
 * It prints {@code Hub: http://127.0.0.1:PORT} when it answers.
 */
public final class HubServer {

    private HubServer() {}

    /** Runs it. Exit status 2: a wrong command line. */
    public static void main(String[] arguments) throws InterruptedException {
        LocalHubBuilder plan;
        try {
            plan = HubCommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + HubCommandLine.USAGE);
            System.exit(2);
            return;
        }
        LocalHub hub = plan.start();
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "venom-hub-shutdown"));
        System.out.println("Hub: " + hub.url());
        System.out.flush();
        // The hub's threads are daemons; this one keeps the program alive until a signal ends it.
        new CountDownLatch(1).await();
    }
}
