package dev.venom.runtime.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterruptionTest {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final LinkedBlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private final List<String> lastWords = new ArrayList<>();
    private final Thread worker = new Thread(this::work, "venom-test-worker");
    private Interruption interruption;

    @BeforeEach
    void startWorker() {
        worker.start();
        interruption = new Interruption(worker, () -> lastWords.add("cancelled"), halts::add);
    }

    @AfterEach
    void endWorker() throws InterruptedException {
        finished.countDown();
        worker.join();
    }

    @Test
    void theFirstSignalEndsTheWorkInHand() {
        AtomicInteger cancelled = new AtomicInteger();
        interruption.endWith(cancelled::incrementAndGet);
        interruption.interrupt();

        assertThat(cancelled).hasValue(1);
        assertThat(interruption.requested()).isTrue();
    }

    @Test
    void aSignalBeforeTheWorkBeganEndsItAsSoonAsItBegins() {
        AtomicInteger cancelled = new AtomicInteger();
        interruption.interrupt();
        interruption.endWith(cancelled::incrementAndGet);

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aSignalWithoutWorkInHandInterruptsTheThread() throws InterruptedException {
        interruption.interrupt();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSecondSignalEndsTheProcessAtOnce() {
        interruption.endWith(() -> {});
        interruption.interrupt();
        interruption.interrupt();

        assertThat(halts.poll()).isEqualTo(130);
        assertThat(lastWords).isEmpty();
    }

    @Test
    void workThatDoesNotEndIsEndedWithinTwoSeconds() throws InterruptedException {
        interruption.endWith(() -> {});
        long begin = System.nanoTime();
        interruption.interrupt();

        assertThat(halts.poll(10, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(lastWords).containsExactly("cancelled");
    }

    private void work() {
        while (finished.getCount() > 0) {
            try {
                finished.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }
}
