package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.Verdict;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor.Fit;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    private static final String SLEEP = "exec sleep 600";

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
    void startsInASessionOfItsOwnWithoutCoreDumps() throws IOException {
        ProcessEntry leader = entry(bench.start(bench.plan(SLEEP)));

        long pid = leader.ref().pid();
        assertThat(leader.session()).isEqualTo(pid);
        assertThat(leader.group()).isEqualTo(pid);
        assertThat(leader.commandLine()).isEqualTo("sleep 600");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/limits"))).containsPattern("Max core file size +0 +0 ");
        assertThat(Files.readString(Path.of("/proc/" + pid + "/coredump_filter"))
                        .strip())
                .isEqualTo("00000000");
    }

    @Test
    void holdsNothingOfItsHostOpen() throws IOException {
        ProcessEntry leader = entry(bench.start(bench.plan(SLEEP)));

        try (var descriptors = Files.list(Path.of("/proc/" + leader.ref().pid() + "/fd"))) {
            assertThat(descriptors.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("0", "1", "2");
        }
        assertThat(Path.of("/proc/" + leader.ref().pid() + "/fd/0").toRealPath())
                .isEqualTo(Path.of("/dev/null"));
    }

    @Test
    void outlivesTheThreadThatStartedIt() throws InterruptedException {
        LaunchPlan plan = bench.plan(SLEEP);
        SupervisedRuntime runtime = bench.attach(plan);
        Thread starter = new Thread(() -> runtime.start(plan));
        starter.start();
        starter.join();
        ProcessRef leader = bench.leader(runtime);

        assertThat(starter.isAlive()).isFalse();
        assertThat(bench.processes().isAlive(leader)).isTrue();
        assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void marksEachStartAnew() {
        LaunchPlan plan = bench.plan("vllm", spec -> spec, List.of("/bin/sh", "-c", SLEEP));
        SupervisedRuntime runtime = bench.start(plan);
        ProcessRef first = bench.leader(runtime);
        String marker = variable(first, "VENOM_RUNTIME");
        String prefix = variable(first, "VLLM_PROCESS_NAME_PREFIX");
        runtime.stop(SupervisorFixture.SHORT);
        runtime.start(plan);

        assertThat(marker).startsWith("bench:");
        assertThat(prefix).startsWith("venom-bench-");
        assertThat(variable(bench.leader(runtime), "VENOM_RUNTIME")).isNotEqualTo(marker);
        assertThat(variable(bench.leader(runtime), "VLLM_PROCESS_NAME_PREFIX")).isNotEqualTo(prefix);
    }

    @Test
    void leavesATitlePrefixThatTheUserChose() {
        LaunchPlan plan = bench.plan("vllm", spec -> spec, List.of("/bin/sh", "-c", SLEEP));
        LaunchPlan chosen = new LaunchPlan(
                plan.spec(),
                plan.command(),
                Map.of("VLLM_PROCESS_NAME_PREFIX", "mine"),
                plan.environmentFile(),
                plan.workingDirectory(),
                plan.logFile());

        assertThat(variable(bench.leader(bench.start(chosen)), "VLLM_PROCESS_NAME_PREFIX"))
                .isEqualTo("mine");
    }

    @Test
    void saysWhichToolIsMissing() {
        LaunchPlan plan = bench.plan(SLEEP);
        try (ProcessSupervisor bare = new ProcessSupervisor(new Tools("/nowhere"), Duration.ZERO);
                SupervisedRuntime runtime = bare.attach(plan.spec(), bench.host())) {
            assertThatThrownBy(() -> runtime.start(plan))
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
                        assertThat(failure.getMessage()).contains("setsid");
                        assertThat(failure.hint()).contains("util-linux");
                    });
            assertThat(runtime.observe().phase()).isEqualTo(Phase.FAILED);
            assertThat(bare.examine(bench.host()))
                    .extracting(Verdict::result)
                    .containsExactly(Verdict.Result.OK, Verdict.Result.WARN);
        }
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        LaunchPlan plan = bench.plan(SLEEP);
        LaunchPlan elsewhere = new LaunchPlan(
                plan.spec(),
                plan.command(),
                plan.environment(),
                plan.environmentFile(),
                java.util.Optional.of(directory.resolve("missing")),
                plan.logFile());

        assertThatThrownBy(() -> bench.attach(elsewhere).start(elsewhere))
                .asInstanceOf(type(VenomException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(failure.getMessage()).contains("missing");
                });
    }

    @Test
    void tellsNoSecretsOfAFailedStart() {
        try (SupervisorFixture patient = SupervisorFixture.waitingForFailure(directory)) {
            LaunchPlan plan =
                    patient.plan("echo \"args: {'api_key': ['verysecret'], 'token': hf_abcdefghijklmnop}\"; exit 3");

            assertThatThrownBy(() -> patient.attach(plan).start(plan))
                    .hasMessageContaining("exit code 3")
                    .hasMessageNotContaining("verysecret")
                    .hasMessageNotContaining("abcdefghijkl");
        }
    }

    @Test
    void findsAProcessWhoseHostEndedBeforeItWroteDownItsNumber() throws Exception {
        LaunchPlan plan = bench.plan(SLEEP);
        String marker = "bench:" + UUID.randomUUID();
        ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "600");
        builder.environment().put("VENOM_RUNTIME", marker);
        Process process = builder.start();
        try {
            Eventually.holds(
                    "it leads a session",
                    () -> bench.processes()
                            .find(process.pid())
                            .filter(entry -> entry.session() == process.pid())
                            .isPresent());
            bench.host()
                    .memory(SupervisorFixture.ID)
                    .remember(Map.of(
                            "phase", "starting",
                            "since", "2026-01-01T00:00:00Z",
                            "reason", "being started",
                            "actor", "1:1:an-earlier-boot",
                            "marker", marker,
                            "user_id", "" + Files.getAttribute(directory, "unix:uid")));

            SupervisedRuntime runtime = bench.attach(plan);

            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            assertThat(bench.leader(runtime).pid()).isEqualTo(process.pid());
            assertThat(bench.supervisor().fit(plan.spec(), bench.host())).isEqualTo(Fit.NATURAL);
            runtime.stop(SupervisorFixture.SHORT);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void leavesAsideAMemoryThatCannotBeRead() {
        LaunchPlan plan = bench.plan(SLEEP);
        bench.host().memory(SupervisorFixture.ID).remember(Map.of("phase", "sideways", "leader", "x"));

        SupervisedRuntime runtime = bench.start(plan);

        assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void fitsOnlyWhatHasACommandAndIsNotAnothers() {
        LaunchPlan plan = bench.plan(SLEEP);

        assertThat(bench.supervisor().fit(plan.spec(), bench.host())).isEqualTo(Fit.POSSIBLE);
        LaunchPlan bare = bench.plan("openai", spec -> spec.command(List.of()), List.of());
        assertThat(bench.supervisor().fit(bare.spec(), bench.host())).isEqualTo(Fit.NONE);
        LaunchPlan unit = bench.plan("openai", spec -> spec.unit("a.service"), List.of("sh"));
        assertThat(bench.supervisor().fit(unit.spec(), bench.host())).isEqualTo(Fit.NONE);
    }

    private ProcessEntry entry(SupervisedRuntime runtime) {
        return bench.processes().find(bench.leader(runtime).pid()).orElseThrow();
    }

    private String variable(ProcessRef process, String name) {
        return bench.processes().variable(process, name).orElseThrow();
    }
}
