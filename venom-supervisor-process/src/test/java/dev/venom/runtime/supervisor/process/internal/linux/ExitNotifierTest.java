package dev.venom.runtime.supervisor.process.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExitNotifierTest {
    private final ProcessTable processes = new LinuxProcessTable();
    private final List<Process> started = new ArrayList<>();
    private final ExitNotifier exits = new ExitNotifier();

    @AfterEach
    void end() {
        exits.close();
        started.forEach(Process::destroyForcibly);
        Eventually.holds("its thread has ended", () -> threads() == 0);
    }

    @Test
    void noticesEachEndByItself() throws Exception {
        ProcessRef first = sleeper();
        ProcessRef second = sleeper();
        CompletableFuture<Void> firstExit = exits.of(first, processes);
        CompletableFuture<Void> secondExit = exits.of(second, processes);
        assertThat(threads()).isOne();

        started.get(0).destroyForcibly();
        firstExit.get(60, TimeUnit.SECONDS);
        assertThat(secondExit).isNotDone();
        started.get(1).destroyForcibly();
        secondExit.get(60, TimeUnit.SECONDS);
    }

    @Test
    void knowsWhatHasEndedBefore() throws Exception {
        ProcessRef sleeper = sleeper();
        started.get(0).destroyForcibly().waitFor();
        ProcessRef later = new ProcessRef(ProcessHandle.current().pid(), 1, sleeper.bootId());

        assertThat(exits.of(sleeper, processes)).isDone();
        assertThat(exits.of(later, processes)).isDone();
    }

    @Test
    void letsGoOfWhatNobodyWaitsForAnyLonger() throws Exception {
        ProcessRef sleeper = sleeper();
        exits.of(sleeper, processes).cancel(false);

        CompletableFuture<Void> again = exits.of(sleeper, processes);
        started.get(0).destroyForcibly();

        again.get(60, TimeUnit.SECONDS);
    }

    @Test
    void startsNoThreadUntilItIsAsked() {
        assertThat(threads()).isZero();
    }

    private ProcessRef sleeper() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        started.add(process);
        return processes.find(process.pid()).orElseThrow().ref();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("venom-process-exits"))
                .count();
    }
}
