package dev.venom.runtime.core.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venom.runtime.api.event.AlertEvent;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.event.VenomEvent;
import dev.venom.runtime.api.runtime.Alert;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.core.internal.configuration.AlertLimits;
import dev.venom.runtime.core.internal.gpu.GpuPaths;
import dev.venom.runtime.core.internal.gpu.Gpus;
import dev.venom.runtime.core.internal.host.HostMemory;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Activity;
import dev.venom.runtime.spi.runtime.HealthReport;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches staged runtimes; looks follow each other quickly, and time passes when the test says so. */
@Timeout(120)
class RuntimeMonitorTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final List<VenomEvent> events = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock(Instant.now());
    private final Gpus gpus = new Gpus(new GpuPaths("none", false, "", Path.of("/nowhere"), Path.of("/nowhere")));
    private final StagedRuntime runtime = new StagedRuntime("vllm").serves("org/model");
    private RuntimeMonitor monitor = monitor(AlertLimits.STANDARD);

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "This host has no /proc.");
    }

    @AfterEach
    void close() {
        monitor.close();
        gpus.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("venom-monitor"));
    }

    @Test
    void tellsEachChangeOnceAndNothingElse() {
        monitor.watch(runtime.runs(self()));
        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE)));
        runtime.stands(Phase.STOPPING);
        until(() -> states("vllm").size() == 2);
        runtime.stands(Phase.STOPPED);
        until(() -> states("vllm").size() == 3);
        looksGoOn();

        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE, RuntimeState.STOPPING, RuntimeState.OFFLINE);
        assertThat(monitor.latest("vllm").orElseThrow().state()).isEqualTo(RuntimeState.OFFLINE);
    }

    @Test
    void tellsOfASilenceThatLasts() {
        monitor.watch(runtime.runs(self()));
        until(() -> !events.isEmpty());
        runtime.says(Health.UNHEALTHY);
        until(() -> {
            clock.advance(Duration.ofSeconds(2));
            return states("vllm").size() == 2;
        });

        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE, RuntimeState.DEGRADED);
    }

    @Test
    void isNotHeldUpByARuntimeThatDoesNotAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        StagedRuntime slow = new StagedRuntime("slow").runs(self()).waitsFor(never);
        monitor.watch(slow);
        monitor.watch(runtime.runs(self()));

        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE)));
        runtime.stands(Phase.STOPPED);
        until(() -> states("vllm").size() == 2);
        assertThat(states("slow")).isEmpty();
        never.countDown();
        until(() -> states("slow").equals(List.of(RuntimeState.ONLINE)));
    }

    @Test
    void seesAnEndWhileTheAnswerIsStillAwaited() {
        monitor.watch(runtime.runs(self()));
        until(() -> states("vllm").size() == 1);
        CountDownLatch never = new CountDownLatch(1);
        runtime.waitsFor(never);
        clock.advance(Duration.ofSeconds(10));
        monitor.touch("vllm");
        runtime.stands(Phase.FAILED);

        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE, RuntimeState.OFFLINE)));
        never.countDown();
    }

    @Test
    void asksForATokenNowAndThenAndFindsAFrozenEngine() {
        runtime.runs(self()).freezes(true);
        monitor.watch(runtime);
        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE)));
        looksGoOn();
        assertThat(runtime.tokens()).as("not at once").isZero();

        clock.advance(Duration.ofSeconds(61));
        until(() -> states("vllm").size() == 2);
        assertThat(runtime.tokens()).as("the first failure may be bad luck").isEqualTo(2);

        runtime.freezes(false);
        clock.advance(Duration.ofSeconds(21));
        until(() -> states("vllm").size() == 3);
        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE, RuntimeState.DEGRADED, RuntimeState.ONLINE);
    }

    private static Activity byRequest(long running, long waiting, long counter) {
        return new Activity(
                OptionalLong.of(running),
                OptionalLong.of(waiting),
                OptionalLong.of(counter),
                OptionalDouble.empty(),
                Activity.Pace.BY_REQUEST);
    }

    @Test
    void asksForNoTokenWhileCountersShowThatItWorks() {
        runtime.runs(self());
        monitor.watch(runtime);
        for (long round = 1; round < 20; round++) {
            runtime.shows(new Activity(OptionalLong.of(1), OptionalLong.of(0), OptionalLong.of(round)));
            clock.advance(Duration.ofSeconds(10));
            looksGoOn();
        }

        assertThat(runtime.tokens()).isZero();
        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE);
    }

    @Test
    void asksForNoTokenWhileRequestsRunOrWait() {
        runtime.runs(self());
        monitor.watch(runtime);
        for (Activity busy : List.of(byRequest(1, 0, 5), byRequest(0, 3, 5), byRequest(1, 2, 5))) {
            runtime.shows(busy);
            for (int round = 0; round < 10; round++) {
                clock.advance(Duration.ofSeconds(61));
                looksGoOn();
            }
        }

        assertThat(runtime.tokens()).isZero();
        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE);
    }

    @Test
    void asksForNoTokenWhereThatCostsTheUsersSomething() {
        runtime.runs(self()).isNotProbed();
        monitor.watch(runtime);
        for (int round = 0; round < 10; round++) {
            clock.advance(Duration.ofSeconds(61));
            looksGoOn();
        }

        assertThat(runtime.tokens()).isZero();
    }

    @Test
    void looksCloserWhereSomebodyGotNoAnswer() {
        runtime.runs(self()).isNotProbed().freezes(true);
        monitor.watch(runtime);
        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE)));

        monitor.doubt("vllm");

        until(() -> states("vllm").equals(List.of(RuntimeState.ONLINE, RuntimeState.DEGRADED)));
        runtime.freezes(false);
        clock.advance(Duration.ofSeconds(21));
        until(() -> states("vllm").size() == 3);
        assertThat(states("vllm")).last().isEqualTo(RuntimeState.ONLINE);
    }

    @Test
    void letsASleeperSleepAndShowsItOnline() {
        runtime.runs(self()).rests(HealthReport.Rest.ASLEEP);
        monitor.watch(runtime);
        for (int round = 0; round < 10; round++) {
            clock.advance(Duration.ofSeconds(61));
            looksGoOn();
        }

        assertThat(runtime.tokens()).isZero();
        assertThat(runtime.counts())
                .as("to be asked how busy it is would wake it")
                .isZero();
        assertThat(states("vllm")).containsExactly(RuntimeState.ONLINE);
        assertThat(monitor.latest("vllm").orElseThrow().reason()).isEqualTo("it sleeps, as it was told to");
    }

    @Test
    void letsOneFallAsleepThatHasNothingToDo() {
        runtime.runs(self()).isNotProbed().rests(HealthReport.Rest.AWAKE);
        monitor.watch(runtime);
        until(() -> !events.isEmpty());
        int begun = runtime.counts();
        assertThat(begun).as("nothing is known of its work at first").isZero();
    }

    @Test
    void tellsOneAlertForAnEpisodeAndThatItIsOver() {
        runtime.runs(self()).shows(cache(97));
        monitor.watch(runtime);
        until(() -> !events.isEmpty());
        looksGoOn();
        assertThat(alerts()).isEmpty();

        clock.advance(Duration.ofSeconds(31));
        until(() -> alerts().size() == 1);
        looksGoOn();
        runtime.shows(cache(82));
        clock.advance(Duration.ofSeconds(11));
        looksGoOn();
        assertThat(alerts()).as("82 is not five points below 85").hasSize(1);
        runtime.shows(cache(20));
        clock.advance(Duration.ofSeconds(11));
        until(() -> alerts().size() == 2);

        assertThat(alerts()).extracting(Alert::state).containsExactly(Alert.State.RAISED, Alert.State.CLEARED);
        assertThat(alerts()).extracting(Alert::percent).containsExactly(97.0, 20.0);
        assertThat(states("vllm")).containsOnly(RuntimeState.ONLINE);
    }

    @Test
    void forgetsWhatIsNoLongerThere() {
        StagedRuntime forgotten = new StagedRuntime("forgotten").runs(self());
        monitor.watch(forgotten);
        monitor.watch(runtime.runs(self()));
        until(() -> events.size() == 2);
        monitor.forget("forgotten");
        forgotten.stands(Phase.STOPPED);
        looksGoOn();

        assertThat(monitor.latest("forgotten")).isEmpty();
        assertThat(states("forgotten")).containsExactly(RuntimeState.ONLINE);
    }

    private RuntimeMonitor monitor(AlertLimits limits) {
        RuntimeAssessor assessor =
                new RuntimeAssessor(HostProbes.of(new LinuxProcessTable(), new HostMemory(), gpus), limits, clock);
        return new RuntimeMonitor(assessor, events::add, INTERVAL, clock);
    }

    /** Enough looks for a wrong event to be told, if there were one. */
    private void looksGoOn() {
        int before = runtime.looks();
        until(() -> runtime.looks() >= before + 5);
    }

    private List<RuntimeState> states(String id) {
        return events.stream()
                .filter(RuntimeEvent.class::isInstance)
                .map(event -> ((RuntimeEvent) event).status())
                .filter(status -> status.id().equals(id))
                .map(RuntimeStatus::state)
                .toList();
    }

    private List<Alert> alerts() {
        return events.stream()
                .filter(AlertEvent.class::isInstance)
                .map(event -> ((AlertEvent) event).alert())
                .toList();
    }

    private static Activity cache(double percent) {
        return new Activity(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(percent));
    }

    private static ProcessRef self() {
        return new LinuxProcessTable()
                .find(ProcessHandle.current().pid())
                .orElseThrow()
                .ref();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time left").isNegative();
            Thread.yield();
        }
    }
}
