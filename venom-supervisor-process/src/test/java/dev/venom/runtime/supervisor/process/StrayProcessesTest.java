package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that cannot be found by their parent: it is dead, or they have left its session. */
class StrayProcessesTest {
    private static final String LEADER = "exec sleep 600";
    /** A worker that its own parent has left, in a session of its own. */
    private static final String ORPHAN = "(setsid sh -c 'echo \"pid $$\"; exec sleep 600' &)";

    @TempDir
    Path directory = Path.of("");

    private SupervisorFixture bench = new SupervisorFixture(directory);

    @BeforeEach
    void open() {
        bench = new SupervisorFixture(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void endsWorkersThatNoHostEverSaw() {
        LaunchPlan plan = bench.plan("sleep 600 & echo \"pid $!\"", "sleep 600 & echo \"pid $!\"", LEADER);
        ProcessRef leader = bench.leader(bench.start(plan));
        List<ProcessRef> workers = bench.reported(2);
        bench.release();
        bench.kill(leader);

        try (SupervisorFixture next = bench.successor()) {
            SupervisedRuntime runtime = next.attach(plan);

            assertThat(runtime.observe().phase()).isEqualTo(Phase.FAILED);
            assertThat(runtime.observe().processes()).containsExactlyInAnyOrderElementsOf(workers);
            runtime.stop(SupervisorFixture.SHORT);
            assertThat(bench.living(workers)).isEmpty();
        }
    }

    @Test
    void endsAnOrphanThatLeftTheSessionByItsMarker() {
        SupervisedRuntime runtime = bench.start(bench.plan(ORPHAN, LEADER));
        List<ProcessRef> orphan = bench.reported(1);

        Eventually.holds(
                "the orphan is listed", () -> runtime.observe().processes().containsAll(orphan));
        runtime.stop(SupervisorFixture.SHORT);

        assertThat(bench.living(orphan)).isEmpty();
    }

    @Test
    void endsAnOrphanOfADeadLeaderBeforeItStarts() {
        LaunchPlan plan = bench.plan(ORPHAN, LEADER);
        SupervisedRuntime runtime = bench.start(plan);
        ProcessRef leader = bench.leader(runtime);
        List<ProcessRef> orphan = bench.reported(1);
        bench.kill(leader);

        runtime.start(plan);

        assertThat(bench.leader(runtime)).isNotEqualTo(leader);
        assertThat(bench.living(orphan)).isEmpty();
        assertThat(bench.living(bench.reported(2))).hasSize(1);
        runtime.stop(SupervisorFixture.SHORT);
    }

    @Test
    void endsAWorkerThatKeepsNothingButItsTitle() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash to give a process a title.");
        String titled = "(setsid env -i /bin/bash -c 'echo \"pid $$\"; exec -a \"$0\" /bin/sleep 600'"
                + " \"$VLLM_PROCESS_NAME_PREFIX::Worker_TP0\" &)";
        LaunchPlan plan = bench.plan("vllm", spec -> spec, List.of("/bin/sh", "-c", titled + "\n" + LEADER));
        SupervisedRuntime runtime = bench.start(plan);
        ProcessRef worker = bench.reported(1).get(0);
        Eventually.holds(
                "it has its title",
                () -> bench.processes()
                        .find(worker.pid())
                        .orElseThrow()
                        .commandLine()
                        .startsWith("venom-bench-"));
        bench.kill(bench.leader(runtime));

        runtime.stop(SupervisorFixture.SHORT);

        assertThat(bench.living(List.of(worker))).isEmpty();
    }

    @Test
    void remembersAWorkerThatKeepsNothingAtAll() {
        LaunchPlan plan = bench.plan("setsid env -i /bin/sh -c 'echo \"pid $$\"; exec /bin/sleep 600' & wait");
        SupervisedRuntime runtime = bench.start(plan);
        List<ProcessRef> worker = bench.reported(1);
        Eventually.holds("it is listed", () -> runtime.observe().processes().containsAll(worker));
        ProcessRef leader = bench.leader(runtime);
        Eventually.holds("it is remembered", () -> {
            runtime.observe();
            return bench.host().memory(SupervisorFixture.ID).recall().containsKey("escaped");
        });
        bench.release();
        bench.kill(leader);

        try (SupervisorFixture next = bench.successor()) {
            next.attach(plan).stop(SupervisorFixture.SHORT);

            assertThat(bench.living(worker)).isEmpty();
        }
    }

    @Test
    void countsNoZombie() {
        SupervisedRuntime runtime = bench.start(bench.plan("sh -c 'echo \"pid $$\"; sleep 1' &", LEADER));
        ProcessRef worker = bench.reported(1).get(0);
        Eventually.holds(
                "it is a zombie",
                () -> bench.processes()
                        .find(worker.pid())
                        .filter(entry -> !entry.isAlive())
                        .isPresent());

        Eventually.holds(
                "it is listed no more", () -> runtime.observe().processes().size() == 1);
        runtime.stop(SupervisorFixture.SHORT);

        assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
    }
}
