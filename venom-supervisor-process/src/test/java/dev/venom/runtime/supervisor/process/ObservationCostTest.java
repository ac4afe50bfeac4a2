package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationCostTest {
    private static final int OBSERVATIONS = 2_000;

    @TempDir
    Path directory = Path.of("");

    @Test
    void looksOverAllProcessesOnlyOnceInAWhile() {
        CountingTable processes = new CountingTable();
        try (SupervisorFixture bench = new SupervisorFixture(directory, processes)) {
            SupervisedRuntime runtime = bench.start(bench.plan("sleep 600 & echo \"pid $!\"; exec sleep 600"));
            bench.reported(1);
            processes.scans.set(0);
            long begun = System.nanoTime();

            for (int i = 0; i < OBSERVATIONS; i++) {
                runtime.observe();
            }

            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("An observation takes " + taken.toNanos() / 1000 / OBSERVATIONS + " microseconds.");
            assertThat(processes.scans.get()).isLessThanOrEqualTo((int) taken.toSeconds() / 2 + 1);
            assertThat(runtime.observe().processes()).hasSizeBetween(1, 2);
            runtime.stop(SupervisorFixture.SHORT);
        }
    }

    /** The processes of this host, and how often somebody asked for all of them. */
    private static final class CountingTable implements ProcessTable {
        private final ProcessTable real = new LinuxProcessTable();
        private final AtomicInteger scans = new AtomicInteger();

        @Override
        public List<ProcessEntry> processes() {
            scans.incrementAndGet();
            return real.processes();
        }

        @Override
        public Optional<ProcessEntry> find(long pid) {
            return real.find(pid);
        }

        @Override
        public Optional<String> variable(ProcessRef process, String name) {
            return real.variable(process, name);
        }

        @Override
        public Optional<String> controlGroup(ProcessRef process) {
            return real.controlGroup(process);
        }

        @Override
        public Optional<PortHolder> listener(LocalAddress address) {
            return real.listener(address);
        }
    }
}
