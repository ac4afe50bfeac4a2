package dev.venom.runtime.examples.cockpit;

import java.util.concurrent.CountDownLatch;

/** The order to end, as a signal brings it. The process ends once this is closed: after all that was opened since. */
final class Termination implements AutoCloseable {
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Termination() {}

    static Termination expect() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::end, "venom-cockpit-shutdown"));
        return termination;
    }

    void await() throws InterruptedException {
        wanted.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void end() {
        wanted.countDown();
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
