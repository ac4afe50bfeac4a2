package dev.venom.runtime.core.internal.runtime.launch;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.core.internal.operation.WorkContext;
import dev.venom.runtime.core.internal.provider.CancellableTransport;
import dev.venom.runtime.spi.runtime.DriverContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A proof that is being asked for, while whoever waits for it looks at the process and its log. Its thread ends with
 * it. Confined to the thread that waits.
 */
final class PendingProof implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile Optional<Verdict> verdict = Optional.empty();
    private volatile boolean givenUp;

    /**
     * Begins to ask.
     *
     * @param proof what for
     * @param runtime whom
     * @param limit how long an answer may take
     * @param operation for whom; whoever ends it ends this
     */
    PendingProof(Proof proof, DriverContext runtime, Duration limit, WorkContext operation) {
        LongCallTransport patient = new LongCallTransport(runtime.transport(), limit, () -> givenUp);
        DriverContext context = new DriverContext(
                runtime.spec(), new CancellableTransport(patient, operation), runtime.settings(), runtime.clock());
        thread = new Thread(
                () -> ask(proof, context), "venom-proof-" + runtime.spec().id());
        thread.setDaemon(true);
        thread.start();
    }

    private void ask(Proof proof, DriverContext context) {
        try {
            verdict = proof.require(context);
        } catch (RuntimeException | Error refused) {
            failure = Optional.of(refused);
        } finally {
            ended.countDown();
        }
    }

    /** Whether it has ended, after a while at most. */
    boolean hasEnded(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** What it has shown; throws what it ended with, if that was a failure. */
    Optional<Verdict> require() {
        failure.ifPresent(why -> {
            if (why instanceof VenomException told) {
                throw told;
            }
            if (why instanceof Error fatal) {
                throw fatal;
            }
            throw (RuntimeException) why;
        });
        return verdict;
    }

    /** Gives up what is still asked. */
    @Override
    public void close() {
        givenUp = true;
        if (ended.getCount() > 0) {
            thread.interrupt();
        }
    }
}
