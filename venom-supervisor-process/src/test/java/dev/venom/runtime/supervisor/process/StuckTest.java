package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StuckTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    @Timeout(60)
    void namesAProcessThatWaitsInTheKernelAndStartsNoOtherBesideIt() {
        WithAStuckWorker processes = new WithAStuckWorker();
        try (SupervisorFixture bench = new SupervisorFixture(directory, processes)) {
            LaunchPlan plan = bench.plan("exec sleep 600");
            SupervisedRuntime runtime = bench.start(plan);
            ProcessRef leader = bench.leader(runtime);
            processes.joinSessionOf(leader);

            assertThatThrownBy(() -> runtime.stop(SupervisorFixture.SHORT))
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_STUCK);
                        assertThat(failure.getMessage()).contains("" + WithAStuckWorker.PID, "in state D");
                        assertThat(failure.hint()).isNotBlank();
                    });
            assertThat(bench.processes().isAlive(leader)).isFalse();
            assertThat(runtime.observe().phase()).isEqualTo(Phase.FAILED);
            assertThatThrownBy(() -> runtime.start(plan))
                    .asInstanceOf(type(VenomException.class))
                    .extracting(VenomException::code)
                    .isEqualTo(ErrorCode.RUNTIME_STUCK);

            processes.release();
            runtime.start(plan);
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            bench.leader(runtime);
        }
    }

    /** The processes of this host, and one that no signal reaches: its number is higher than any can be. */
    private static final class WithAStuckWorker implements ProcessTable {
        static final long PID = 1 << 23;

        private final ProcessTable real = new LinuxProcessTable();
        private Optional<ProcessEntry> stuck = Optional.empty();

        void joinSessionOf(ProcessRef leader) {
            ProcessEntry entry = real.find(leader.pid()).orElseThrow();
            ProcessRef ref = new ProcessRef(PID, leader.startTicks() + 1, leader.bootId());
            stuck = Optional.of(new ProcessEntry(ref, 1, PID, leader.pid(), 'D', entry.userId(), "worker"));
        }

        void release() {
            stuck = Optional.empty();
        }

        @Override
        public List<ProcessEntry> processes() {
            List<ProcessEntry> all = new ArrayList<>(real.processes());
            stuck.ifPresent(all::add);
            return all;
        }

        @Override
        public Optional<ProcessEntry> find(long pid) {
            return pid == PID ? stuck : real.find(pid);
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
