package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec.OnHostExit;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that looks on while another one, such as a command, starts and stops the runtime. */
class OtherHostsTest {
    @TempDir
    Path directory = Path.of("");

    private SupervisorFixture onlooker = new SupervisorFixture(directory);
    private SupervisorFixture actor = onlooker;

    @BeforeEach
    void open() {
        onlooker = new SupervisorFixture(directory);
        actor = onlooker.successor();
    }

    @AfterEach
    void close() {
        actor.close();
        onlooker.close();
    }

    @Test
    void seesWhatAnotherHostStartsAndStops() {
        LaunchPlan plan = onlooker.plan("exec sleep 600");
        SupervisedRuntime seen = onlooker.attach(plan);
        Queue<Observation> told = new ConcurrentLinkedQueue<>();
        seen.watch(told::add);

        SupervisedRuntime runtime = actor.start(plan);
        assertThat(seen.observe().phase()).isEqualTo(Phase.RUNNING);
        assertThat(seen.observe().processes()).containsExactly(actor.leader(runtime));

        runtime.stop(SupervisorFixture.SHORT);
        Eventually.holds("the end is seen", () -> seen.observe().phase() == Phase.STOPPED);
        Eventually.holds("the watcher is told", () -> told.stream().anyMatch(now -> now.phase() == Phase.STOPPED));
        assertThat(told).extracting(Observation::phase).doesNotContain(Phase.FAILED);
    }

    @Test
    void followsToTheNextLeader() {
        LaunchPlan plan = onlooker.plan("exec sleep 600");
        SupervisedRuntime seen = onlooker.attach(plan);
        Queue<Observation> told = new ConcurrentLinkedQueue<>();
        seen.watch(told::add);
        SupervisedRuntime runtime = actor.start(plan);
        seen.observe();
        runtime.stop(SupervisorFixture.SHORT);
        runtime.start(plan);
        ProcessRef second = actor.leader(runtime);

        assertThat(seen.observe().processes()).containsExactly(second);
        actor.kill(second);

        Eventually.holds("the watcher is told", () -> told.stream().anyMatch(now -> now.phase() == Phase.FAILED));
        Eventually.holds(
                "the parent's exit code is seen",
                () -> seen.observe().exitCode().orElse(0) == 137);
    }

    @Test
    void anotherHandleOfTheParentKnowsTheExitCode() {
        LaunchPlan plan = onlooker.plan("exec sleep 600");
        SupervisedRuntime first = onlooker.start(plan);
        ProcessRef leader = onlooker.leader(first);
        first.close();
        SupervisedRuntime second = onlooker.attach(plan);

        onlooker.kill(leader);

        assertThat(second.observe().exitCode()).hasValue(137);
    }

    @Test
    void anotherHandleOfTheParentSendsTheGuardAway() {
        LaunchPlan plan = onlooker.plan("openai", spec -> spec.onHostExit(OnHostExit.STOP), List.of("sleep", "600"));
        SupervisedRuntime first = onlooker.start(plan);
        first.close();
        long guards = guards();
        actor.attach(plan).stop(SupervisorFixture.SHORT);

        SupervisedRuntime second = onlooker.attach(plan);
        assertThat(second.observe().phase()).isEqualTo(Phase.STOPPED);

        assertThat(guards).isOne();
        Eventually.holds("the guard has gone", () -> guards() == 0);
    }

    /** Children of this virtual machine that would end a runtime with it. */
    private static long guards() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("venom-end-with-host"))
                .count();
    }
}
