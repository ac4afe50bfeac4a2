package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec.OnHostExit;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyRoundsTest {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 10;
    private static final String FAMILY = "sleep 600 & (setsid sleep 600 &) ; exec sleep 600";

    @TempDir
    Path directory = Path.of("");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void leaveNoProcessNoDescriptorAndNoFile() throws IOException {
        try (SupervisorFixture bench = new SupervisorFixture(directory)) {
            LaunchPlan kept = bench.plan("openai", spec -> spec, List.of("sh", "-c", FAMILY));
            LaunchPlan bound =
                    bench.plan("openai", spec -> spec.onHostExit(OnHostExit.STOP), List.of("sh", "-c", FAMILY));
            run(bench, kept, bound, WARM_UP);
            long descriptors = descriptors();
            long threads = threads();

            run(bench, kept, bound, ROUNDS);

            Eventually.holds("no process is left", () -> ours(bench).isEmpty());
            Eventually.holds("no descriptor is left", () -> descriptors() <= descriptors);
            Eventually.holds("no thread is left", () -> threads() <= threads);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).containsExactly(bench.host().logFile(SupervisorFixture.ID));
            }
        }
    }

    /** Each second one ends with its host, each third one is stopped by a host that did not start it. */
    private static void run(SupervisorFixture bench, LaunchPlan kept, LaunchPlan bound, int rounds) {
        for (int round = 0; round < rounds; round++) {
            LaunchPlan plan = round % 2 == 0 ? kept : bound;
            try (SupervisedRuntime starter = bench.supervisor().attach(plan.spec(), bench.host());
                    SupervisedRuntime other = bench.supervisor().attach(plan.spec(), bench.host())) {
                starter.start(plan);
                SupervisedRuntime stopper = round % 3 == 0 ? other : starter;
                assertThat(stopper.observe().phase()).isEqualTo(Phase.RUNNING);
                stopper.stop(SupervisorFixture.SHORT);
                assertThat(starter.observe().phase()).isEqualTo(Phase.STOPPED);
                assertThat(stopper.observe().processes()).isEmpty();
            }
        }
    }

    /** Every child of this virtual machine, and every process that carries a marker of a runtime of this test. */
    private static List<ProcessEntry> ours(SupervisorFixture bench) {
        long self = ProcessHandle.current().pid();
        return bench.processes().processes().stream()
                .filter(ProcessEntry::isAlive)
                .filter(entry -> entry.parentPid() == self
                        || bench.processes()
                                .variable(entry.ref(), "VENOM_RUNTIME")
                                .filter(marker -> marker.startsWith(SupervisorFixture.ID + ":"))
                                .isPresent())
                .toList();
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("venom-"))
                .count();
    }
}
