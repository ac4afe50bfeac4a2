package dev.venom.runtime.examples.cli.orphan;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes note of the ends of other people's orphans. The kernel makes the first process of a container their parent,
 * and what no parent takes note of stays in the table of processes for good.
 *
 * <p>The children of the virtual machine itself are its own to wait for: it does so the moment that they end. A child
 * that is still there two looks later is nobody's. Has a thread of its own, which {@link #close} ends.
 */
public final class OrphanReaper implements AutoCloseable {
    private static final long FIRST_PROCESS = 1;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Duration betweenLooks;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "venom-orphan-reaper");
    private Optional<WaitCall> call = Optional.empty();

    /** For this process; does nothing until it begins. */
    public OrphanReaper() {
        this(BETWEEN_LOOKS);
    }

    OrphanReaper(Duration betweenLooks) {
        this.betweenLooks = betweenLooks;
        thread.setDaemon(true);
    }

    /** Begins, where this is the first process of its namespace; elsewhere somebody else does it. */
    public void beginWhereFirst() {
        if (ProcessHandle.current().pid() == FIRST_PROCESS) {
            thread.start();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            Set<Zombie> before = Set.of();
            while (!closed.await(betweenLooks.toMillis(), TimeUnit.MILLISECONDS)) {
                Set<Zombie> now = Zombie.all();
                now.stream().filter(before::contains).forEach(this::reap);
                before = now;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void reap(Zombie zombie) {
        WaitCall loaded = call.orElseGet(WaitCall::load);
        call = Optional.of(loaded);
        loaded.waitpid((int) zombie.pid(), Pointer.NULL, WaitCall.WITHOUT_WAITING);
    }
}
