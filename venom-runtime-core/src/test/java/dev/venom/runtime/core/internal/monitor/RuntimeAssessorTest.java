package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.core.internal.gpu.GpuPaths;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.Activity.Pace;
import dev.venom.runtime.spi.runtime.DriverContext;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import dev.venom.runtime.spi.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One look after another at runtimes whose processes are real. */
@Timeout(60)
class RuntimeAssessorTest {
    private final ManualClock clock = new ManualClock(Instant.now());
    private final List<Process> children = new ArrayList<>();
    private final ProcessTable table = new LinuxProcessTable();
    private final Path nowhere = Path.of("/nowhere");
    private final Gpus gpus = new Gpus(new GpuPaths("none", false, "", nowhere, nowhere));
    private final StagedRuntime runtime = new StagedRuntime("vllm").serves("org/model");

    private RuntimeAssessor assessor = assessor(AlertLimits.STANDARD);

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "This host has no /proc.");
    }

    @AfterEach
    void endChildren() throws InterruptedException {
        gpus.close();
        for (Process child : children) {
            child.destroyForcibly();
            child.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void measuresWhatARuntimeTakes() throws IOException {
        RuntimeStatus status = look(runtime.runs(child()));

        assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(status.usage().memoryBytes().orElseThrow()).isPositive();
        assertThat(status.usage().memoryMethod()).contains("pss");
        assertThat(status.usage().vramBytes()).isEmpty();
        assertThat(status.uptime().orElseThrow()).isLessThan(Duration.ofMinutes(1));
        assertThat(look(runtime).usage().cpuPercent()).isPresent();
    }

    @Test
    void seesADeadProcessWhateverItsSupervisorStillThinks() throws Exception {
        Process child = new ProcessBuilder("sleep", "600").start();
        ProcessRef ref = ref(child.pid());
        look(runtime.runs(ref));
        child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        RuntimeStatus status = look(runtime);

        assertThat(status.state()).isEqualTo(RuntimeState.OFFLINE);
        assertThat(status.reason()).contains("failed");
    }

    @Test
    void findsAFrozenEngineBehindAHealthOf200() throws IOException {
        runtime.runs(child()).freezes(true);
        assertThat(look(runtime).state()).isEqualTo(RuntimeState.ONLINE);

        RuntimeStatus proved = assessor.assess(runtime, ProbeDepth.TOKEN);

        assertThat(proved.state()).isEqualTo(RuntimeState.DEGRADED);
        assertThat(proved.evidence()).anyMatch(line -> line.contains("No token came"));
        assertThat(look(runtime).state())
                .as("a later look that asks for no token knows it still")
                .isEqualTo(RuntimeState.DEGRADED);

        runtime.freezes(false);
        assertThat(assessor.assess(runtime, ProbeDepth.TOKEN).state()).isEqualTo(RuntimeState.ONLINE);
    }

    @Test
    void findsAStallByItsCounters() throws IOException {
        runtime.runs(child());
        runtime.shows(new Activity(OptionalLong.of(2), OptionalLong.of(1), OptionalLong.of(500)));
        for (int seconds = 0; seconds < 60; seconds += 10) {
            assertThat(look(runtime).state()).isEqualTo(RuntimeState.ONLINE);
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(look(runtime).state()).isEqualTo(RuntimeState.DEGRADED);

        runtime.shows(new Activity(OptionalLong.of(2), OptionalLong.of(1), OptionalLong.of(501)));
        clock.advance(Duration.ofSeconds(10));
        assertThat(look(runtime).state()).isEqualTo(RuntimeState.ONLINE);
    }

    @Test
    void watchesABusyOneAtWorkInsteadOfAskingIt() throws IOException {
        runtime.runs(child()).freezes(true).works();

        RuntimeStatus status = assessor.assess(runtime, ProbeDepth.TOKEN);

        assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(status.evidence()).anyMatch(line -> line.contains("at work on its requests"));
        assertThat(runtime.tokens()).isZero();
    }

    @Test
    void saysOfABusyOneThatDoesNotCountThatItWasNotAsked() throws IOException {
        runtime.runs(child()).freezes(true);
        runtime.shows(activity(1, 7, Pace.BY_REQUEST));

        RuntimeStatus status = assessor.assess(runtime, ProbeDepth.TOKEN);

        assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(status.evidence()).anyMatch(line -> line.contains("it has 1 request, and was not asked"));
        assertThat(runtime.tokens()).isZero();
    }

    @Test
    void findsAFrozenOneThatHasRequests() throws IOException {
        runtime.runs(child()).freezes(true);
        runtime.shows(activity(1, 7, Pace.BY_BATCH));

        assertThat(assessor.assess(runtime, ProbeDepth.TOKEN).state()).isEqualTo(RuntimeState.DEGRADED);
    }

    @Test
    void wakesNobodyToProveThatHeIsAwake() throws IOException {
        runtime.runs(child()).rests(HealthReport.Rest.ASLEEP);

        RuntimeStatus status = assessor.assess(runtime, ProbeDepth.TOKEN);

        assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(status.reason()).contains("it sleeps");
        assertThat(status.evidence()).anyMatch(line -> line.contains("would wake it"));
        assertThat(runtime.tokens()).isZero();
    }

    private static Activity activity(long running, long counter, Pace pace) {
        return new Activity(
                OptionalLong.of(running), OptionalLong.of(0), OptionalLong.of(counter), OptionalDouble.empty(), pace);
    }

    @Test
    void doesNotHoldThePastAgainstANewProcess() throws IOException {
        runtime.runs(child()).freezes(true);
        look(runtime);
        assessor.assess(runtime, ProbeDepth.TOKEN);

        runtime.restarted(1, child()).says(Health.UNREACHABLE);
        RuntimeStatus status = look(runtime);

        assertThat(status.state()).isEqualTo(RuntimeState.STARTING);
        assertThat(status.restarts()).isEqualTo(1);
    }

    @Test
    void showsAStopAtOnce() throws IOException {
        look(runtime.runs(child()));

        assertThat(look(runtime.stands(Phase.STOPPED)).reason()).contains("nobody asked");
        assertThat(look(runtime.stands(Phase.STOPPED)).state()).isEqualTo(RuntimeState.OFFLINE);
    }

    @Test
    void tellsOfPressureOnTheMemoryForRequests() throws IOException {
        runtime.runs(child());
        runtime.shows(
                new Activity(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(97)));

        assertThat(look(runtime).alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.percent()).isEqualTo(97));
    }

    @Test
    void alertsWhenTheHostsMemoryIsShort() throws IOException {
        assessor = assessor(new AlertLimits(0.001, 85, Duration.ofSeconds(30)));
        runtime.runs(child());
        assessor.keepWatching("vllm");

        assertThat(look(runtime).alerts()).as("not yet for long").isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(look(runtime).alerts()).hasSize(1);
        assertThat(look(runtime.stands(Phase.STOPPED)).alerts()).isEmpty();
    }

    @Test
    void findsTheProcessOfARuntimeThatSomebodyElseStarted() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RuntimeStatus status =
                    look(new ExternalRuntime(runtime, URI.create("http://127.0.0.1:" + socket.getLocalPort())));

            assertThat(status.evidence().get(0))
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(status.usage().memoryBytes().orElseThrow()).isGreaterThan(10L << 20);
            assertThat(status.state()).isEqualTo(RuntimeState.ONLINE);
        }
    }

    @Test
    void saysOfARuntimeElsewhereWhatItSaysOfItself() {
        MonitoredRuntime elsewhere = new ExternalRuntime(runtime, URI.create("http://192.0.2.1:8000"));

        assertThat(look(elsewhere).state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(look(elsewhere).usage().memoryBytes()).isEmpty();
        runtime.says(Health.UNREACHABLE);
        assertThat(look(new ExternalRuntime(runtime, URI.create("http://192.0.2.1:8001")))
                        .state())
                .as("it was there a moment ago")
                .isEqualTo(RuntimeState.ONLINE);
    }

    private RuntimeStatus look(MonitoredRuntime one) {
        return assessor.assess(one, ProbeDepth.HEALTH);
    }

    private RuntimeAssessor assessor(AlertLimits limits) {
        return new RuntimeAssessor(HostProbes.of(table, new HostMemory(), gpus), limits, clock);
    }

    private ProcessRef child() throws IOException {
        Process child = new ProcessBuilder("sleep", "600").start();
        children.add(child);
        return ref(child.pid());
    }

    private ProcessRef ref(long pid) {
        return table.find(pid).orElseThrow().ref();
    }

    /** The same, started by somebody else. */
    private record ExternalRuntime(StagedRuntime staged, URI uri) implements MonitoredRuntime {
        @Override
        public RuntimeSpec spec() {
            return RuntimeSpec.builder(staged.spec().id(), "staged", uri).build();
        }

        @Override
        public RuntimeDriver driver() {
            return staged;
        }

        @Override
        public DriverContext driverContext() {
            return staged.driverContext();
        }

        @Override
        public String supervisor() {
            return "external";
        }

        @Override
        public boolean managed() {
            return false;
        }

        @Override
        public Optional<Observation> observe() {
            return Optional.empty();
        }

        @Override
        public RuntimeIntent intent() {
            return RuntimeIntent.NONE;
        }
    }
}
