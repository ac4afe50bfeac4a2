package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor.Fit;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.ServerCommand;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd does to a runtime, told by units that somebody else wrote. */
@OnlyInside
class LifecycleInside {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String OTHER = "other.service";

    @TempDir
    Path directory;

    @AfterEach
    void removeTheUnits() throws IOException {
        Units.remove(TestHost.UNIT);
        Units.remove(OTHER);
    }

    @Test
    void givesUpACrashLoopAndStartsAgainWhenAsked() throws IOException {
        Units.write(TestHost.UNIT, """
                [Unit]
                StartLimitIntervalSec=60
                StartLimitBurst=3
                [Service]
                Type=exec
                ExecStart=/bin/sh -c 'sleep 1; exit 3'
                Restart=always
                RestartSec=100ms
                """);
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.start(host.plan(host.spec()));

            Observation between = TestHost.await(runtime, now -> now.restarts() > 0);
            assertThat(between.phase()).isNotEqualTo(Phase.FAILED);
            Observation end = TestHost.await(runtime, now -> now.phase() == Phase.FAILED);
            assertThat(end.reason()).contains("too many starts");
            assertThat(end.restarts()).isBetween(2, 3);
            assertThat(end.exitCode()).hasValue(3);
            assertThat(end.processes()).isEmpty();

            runtime.start(host.plan(host.spec()));
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            runtime.stop(LIMIT);
        }
    }

    @Test
    void endsWhatAUnitLeavesBehind() throws IOException {
        Units.write(TestHost.UNIT, """
                [Service]
                Type=exec
                ExecStart=/bin/sh -c 'trap "" TERM; sleep 600 & sleep 600 & exec sleep 600'
                KillMode=process
                """);
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.start(host.plan(host.spec()));
            List<ProcessRef> all =
                    TestHost.await(runtime, now -> now.processes().size() == 3).processes();

            ProcessHandle.of(all.get(0).pid()).orElseThrow().destroyForcibly();
            TestHost.await(runtime, now -> now.phase() == Phase.FAILED);
            assertThat(runtime.observe().processes()).containsExactlyInAnyOrderElementsOf(all.subList(1, 3));
            runtime.stop(LIMIT);

            assertThat(all).noneMatch(host.context().processes()::isAlive);
            assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void measuresWhatSystemdMeasures() throws IOException {
        Units.write(TestHost.UNIT, """
                [Service]
                Type=exec
                CPUAccounting=yes
                ExecStart=/bin/sh -c 'head -c 64000000 /dev/zero | tail -c 64000000 | sleep 600'
                """);
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            Instant before = Instant.now();
            runtime.start(host.plan(host.spec()));

            Observation observation = runtime.observe();
            assertThat(observation.since()).isBetween(before.minusMillis(1), Instant.now());
            assertThat(observation.cgroup()).hasValue("/system.slice/demo.service");
            Eventually.holds("the memory of the whole tree is counted", () -> memory(runtime) > 50_000_000);
            assertThat(runtime.details())
                    .contains("Id=demo.service", "ActiveState=active", "Restart=no")
                    .noneMatch(line -> line.contains("18446744073709551615"));
            runtime.stop(LIMIT);
            assertThat(memory(runtime)).isZero();
        }
    }

    private static long memory(SupervisedRuntime runtime) {
        return runtime.details().stream()
                .filter(line -> line.startsWith("MemoryCurrent="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .sum();
    }

    @Test
    void readsTheJournalOfAUnitThatIsNotOurs() throws IOException {
        Units.write(TestHost.UNIT, """
                [Service]
                Type=exec
                ExecStart=/bin/sh -c 'echo one; echo two; echo three; exec sleep 600'
                """);
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.start(host.plan(host.spec()));

            Eventually.holds("the journal has it", () -> runtime.logTail(2).equals(List.of("two", "three")));
            runtime.stop(LIMIT);
        }
    }

    @Test
    void saysWhyNothingCanBeStarted() throws IOException {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            assertThat(host.supervisor().fit(host.spec(), host.context())).isEqualTo(Fit.POSSIBLE);
            assertThat(runtime.observe().reason()).contains("not installed");
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "there is no unit demo.service");

            Units.write(TestHost.UNIT, "[Service]\nExecStart=relative/program\n");
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "bad-setting");

            Units.write(TestHost.UNIT, "[Service]\nExecStart=/bin/sleep 600\nUser=nobody-by-that-name\n");
            assertThat(host.supervisor().fit(host.spec(), host.context())).isEqualTo(Fit.NATURAL);
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "its user does not exist");

            Units.write(
                    TestHost.UNIT,
                    "[Service]\nType=exec\nExecStart=/bin/sleep 600\nEnvironmentFile=/missing/model.env\n");
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "a file that it names is missing");

            Units.run("systemctl", "mask", "--runtime", OTHER);
            try (SupervisedRuntime masked =
                    host.attach(host.describe("openai").unit(OTHER).build())) {
                assertRefused(host, masked, ErrorCode.PERMISSION_DENIED, "masked");
            }
            Units.run("systemctl", "unmask", "--runtime", OTHER);
        }
    }

    @Test
    void saysWhatKeepsAUnitFromRunning() throws IOException {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            Units.write(TestHost.UNIT, """
                    [Unit]
                    ConditionPathExists=/missing/weights
                    [Service]
                    Type=exec
                    ExecStart=/bin/sleep 600
                    """);
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "ConditionPathExists=/missing/weights");

            Units.write(TestHost.UNIT, """
                    [Unit]
                    AssertPathExists=!/etc/passwd
                    [Service]
                    Type=exec
                    ExecStart=/bin/sleep 600
                    """);
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "AssertPathExists=!/etc/passwd");

            Units.write(TestHost.UNIT, "[Service]\nType=oneshot\nExecStart=/bin/true\n");
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "Type=oneshot");

            Units.write(TestHost.UNIT, "[Service]\nType=exec\nRemainAfterExit=yes\nExecStart=/bin/true\n");
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "RemainAfterExit=yes");
            runtime.stop(LIMIT);
            assertThat(Units.run("systemctl", "is-active", TestHost.UNIT).strip())
                    .isEqualTo("inactive");
        }
    }

    @Test
    void namesTheDependencyThatIsDead() throws IOException {
        Units.write(OTHER, "[Service]\nType=oneshot\nExecStart=/bin/false\n");
        Units.write(TestHost.UNIT, """
                [Unit]
                Requires=other.service
                After=other.service
                [Service]
                Type=exec
                ExecStart=/bin/sleep 600
                """);
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            assertRefused(host, runtime, ErrorCode.RUNTIME_UNHEALTHY, "requires other.service");
        }
    }

    @Test
    void refusesATemplateAndOtherNamesThatAreNoUnits() {
        try (TestHost host = TestHost.in(directory)) {
            for (String name : List.of("demo@.service", "demo.socket", "/etc/systemd/system/demo.service", "de mo")) {
                try (SupervisedRuntime runtime =
                        host.attach(host.describe("openai").unit(name).build())) {
                    assertThat(runtime.observe().phase()).isEqualTo(Phase.FAILED);
                    assertThat(runtime.details()).isNotEmpty();
                    assertRefused(host, runtime, ErrorCode.INVALID_REQUEST, name);
                }
            }
        }
    }

    private static void assertRefused(TestHost host, SupervisedRuntime runtime, ErrorCode code, String words) {
        assertThatThrownBy(() -> runtime.start(host.plan(host.spec())))
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.getMessage()).contains("demo", words);
                    assertThat(failure.hint()).isNotBlank();
                });
    }

    @Test
    void namesTheUnitThatHoldsThePort() throws IOException {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            Units.write(TestHost.UNIT, "[Service]\nType=exec\nExecStart=/bin/sleep 600\n");
            Units.writeServer(OTHER, ServerCommand.on(host.port().number()));
            Units.run("systemctl", "start", OTHER);
            Eventually.holds("the other serves", () -> host.port().answers());
            ProcessRef holder = host.context()
                    .processes()
                    .listener(LocalAddress.ofLocalhost(host.port().number()))
                    .flatMap(PortHolder::process)
                    .orElseThrow()
                    .ref();

            assertRefused(host, runtime, ErrorCode.PORT_IN_USE, "process " + holder.pid());
            assertRefused(host, runtime, ErrorCode.PORT_IN_USE, "of other.service");
            assertThat(host.supervisor().ownerOf(holder, host.context()).orElseThrow())
                    .satisfies(owner -> {
                        assertThat(owner.unit()).isEqualTo(OTHER);
                        assertThat(owner.mainProcess()).isTrue();
                        assertThat(owner.controllable()).isTrue();
                    });
        }
    }

    @Test
    void findsTheUnitOfAWorkerButNoneOfAStranger() throws IOException {
        Units.write(TestHost.UNIT, "[Service]\nType=exec\nExecStart=/bin/sh -c 'sleep 600 & exec sleep 600'\n");
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            runtime.start(host.plan(host.spec()));
            List<ProcessRef> all =
                    TestHost.await(runtime, now -> now.processes().size() == 2).processes();

            assertThat(host.supervisor().ownerOf(all.get(1), host.context()).orElseThrow())
                    .satisfies(owner -> {
                        assertThat(owner.unit()).isEqualTo(TestHost.UNIT);
                        assertThat(owner.mainProcess()).isFalse();
                    });
            ProcessRef self = host.context()
                    .processes()
                    .find(ProcessHandle.current().pid())
                    .orElseThrow()
                    .ref();
            assertThat(host.supervisor().ownerOf(self, host.context())).isEmpty();
            runtime.stop(LIMIT);
        }
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
        Units.write(TestHost.UNIT, "[Service]\nType=exec\nExecStart=/bin/sleep 600\n");
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            assertThat(threads()).isEmpty();
            runtime.watch(now -> {});
            runtime.start(host.plan(host.spec()));
            assertThat(threads()).isNotEmpty();
        }
        Eventually.holds("the threads have ended", () -> threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("venom-systemd") || name.contains("DBus"))
                .toList();
    }
}
