package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that look like the runtime's own, and are not: they are left alone. */
class StrangersTest {
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
    void signalsNobodyWhoGotTheNumberOfItsLeader() throws Exception {
        LaunchPlan plan = bench.plan("exec sleep 600");
        Process stranger = new ProcessBuilder("setsid", "sh", "-c", "sleep 600 & exec sleep 600").start();
        try {
            ProcessRef strangers = sleeping(stranger);
            takeForLeader(plan, new ProcessRef(stranger.pid(), strangers.startTicks() - 1, strangers.bootId()));

            SupervisedRuntime runtime = bench.attach(plan);
            assertThat(runtime.observe().phase()).isEqualTo(Phase.FAILED);
            assertThat(runtime.observe().processes()).isEmpty();
            runtime.stop(SupervisorFixture.SHORT);

            assertThat(bench.processes().isAlive(strangers)).isTrue();
            assertThat(stranger.descendants()).hasSize(1);
        } finally {
            endTree(stranger);
        }
    }

    @Test
    void signalsNobodyInASessionThatGotTheNumberOfItsOwn() throws Exception {
        LaunchPlan plan = bench.plan("exec sleep 600");
        Process stranger = new ProcessBuilder("setsid", "sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        long worker = Long.parseLong(stranger.inputReader().readLine());
        try {
            ProcessRef strangers = sleeping(stranger);
            takeForLeader(plan, new ProcessRef(stranger.pid(), strangers.startTicks() - 1, strangers.bootId()));
            stranger.destroyForcibly().waitFor();

            SupervisedRuntime runtime = bench.attach(plan);
            runtime.start(plan);
            runtime.stop(SupervisorFixture.SHORT);

            assertThat(ProcessHandle.of(worker)).isPresent();
        } finally {
            ProcessHandle.of(worker).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void signalsNobodyFromBeforeARestartOfTheHost() throws Exception {
        LaunchPlan plan = bench.plan("exec sleep 600");
        Process stranger = new ProcessBuilder("setsid", "sleep", "600").start();
        try {
            ProcessRef strangers = sleeping(stranger);
            takeForLeader(plan, new ProcessRef(stranger.pid(), strangers.startTicks(), "another-boot"));

            SupervisedRuntime runtime = bench.attach(plan);
            runtime.stop(SupervisorFixture.SHORT);

            assertThat(bench.processes().isAlive(strangers)).isTrue();
            assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
        } finally {
            endTree(stranger);
        }
    }

    @Test
    void stopsAlthoughAStrangerHasItsPort() throws IOException {
        LaunchPlan plan = bench.plan("exec sleep 600");
        SupervisedRuntime runtime = bench.start(plan);
        LoopbackPort port = new LoopbackPort(plan.spec().baseUri().getPort());
        try (ServerSocket strangers = port.listen()) {
            runtime.stop(SupervisorFixture.SHORT);

            assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
            assertThat(strangers.isClosed()).isFalse();
            assertThat(port.isFree()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.9", "::1"})
    void startsBesideAStrangerWhoHasThePortOnAnotherAddress(String other) throws IOException {
        LaunchPlan plan = bench.plan("exec sleep 600");
        int port = plan.spec().baseUri().getPort();
        try (ServerSocket stranger = new ServerSocket(port, 1, InetAddress.getByName(other))) {
            SupervisedRuntime runtime = bench.start(plan);

            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            assertThat(stranger.isClosed()).isFalse();
        }
    }

    /** Makes the supervisor believe that it was this process that it started. */
    private void takeForLeader(LaunchPlan plan, ProcessRef leader) {
        SupervisedRuntime runtime = bench.start(plan);
        ProcessRef real = bench.leader(runtime);
        Map<String, String> facts =
                new HashMap<>(bench.host().memory(SupervisorFixture.ID).recall());
        runtime.stop(SupervisorFixture.SHORT);
        assertThat(facts.get("leader")).startsWith(real.pid() + ":");
        facts.put("leader", leader.pid() + ":" + leader.startTicks() + ":" + leader.bootId());
        bench.host().memory(SupervisorFixture.ID).remember(facts);
    }

    private ProcessRef sleeping(Process process) {
        Eventually.holds(
                "it sleeps in a session of its own",
                () -> bench.processes()
                        .find(process.pid())
                        .filter(entry -> entry.session() == process.pid()
                                && entry.commandLine().startsWith("sleep"))
                        .isPresent());
        return bench.processes().find(process.pid()).orElseThrow().ref();
    }

    private static void endTree(Process process) throws InterruptedException {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
