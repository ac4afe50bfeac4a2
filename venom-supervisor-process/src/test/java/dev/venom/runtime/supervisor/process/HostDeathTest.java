package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec.OnHostExit;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host in a virtual machine of its own that is killed, and the host after it. */
class HostDeathTest {
    /** A leader with a worker beside it and one that has left the session. */
    private static final String FAMILY = "sleep 600 & echo \"pid $!\"\n"
            + "(setsid sh -c 'echo \"pid $$\"; exec sleep 600' &)\n" + "echo \"pid $$\"; exec sleep 600";

    private static final String DEAF_FAMILY = "trap '' TERM\n" + FAMILY;

    @TempDir
    Path directory = Path.of("");

    private HostProgram.Context context = new HostProgram.Context(directory);
    private List<ProcessRef> family = List.of();

    @BeforeEach
    void open() {
        context = new HostProgram.Context(directory);
    }

    @AfterEach
    void endTheFamily() {
        family.stream()
                .filter(context.processes()::isAlive)
                .forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void aRuntimeThatIsKeptLivesOnAndIsAdopted() throws Exception {
        killHostOf(OnHostExit.KEEP, FAMILY);
        LaunchPlan plan = HostProgram.plan(directory, OnHostExit.KEEP, FAMILY);

        try (ProcessSupervisor supervisor = new ProcessSupervisor();
                SupervisedRuntime runtime = supervisor.attach(plan.spec(), context)) {
            Observation adopted = runtime.observe();
            assertThat(adopted.phase()).isEqualTo(Phase.RUNNING);
            assertThat(adopted.processes()).containsExactlyInAnyOrderElementsOf(family);
            runtime.start(plan);
            assertThat(runtime.observe().processes()).containsExactlyInAnyOrderElementsOf(family);
            assertThat(runtime.logTail(3)).hasSize(3);

            Queue<Observation> told = new ConcurrentLinkedQueue<>();
            runtime.watch(told::add);
            runtime.stop(Duration.ofSeconds(5));

            assertThat(living()).isEmpty();
            Eventually.holds("the watcher is told", () -> told.stream().anyMatch(now -> now.phase() == Phase.STOPPED));
        }
    }

    @Test
    void aRuntimeThatEndsWithItsHostIsEndedWithItsWorkers() throws Exception {
        killHostOf(OnHostExit.STOP, FAMILY);

        Eventually.holds("nobody is left", () -> living().isEmpty() && guards().isEmpty());
        LaunchPlan plan = HostProgram.plan(directory, OnHostExit.STOP, FAMILY);
        try (ProcessSupervisor supervisor = new ProcessSupervisor();
                SupervisedRuntime runtime = supervisor.attach(plan.spec(), context)) {
            assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
            assertThat(runtime.observe().processes()).isEmpty();
        }
    }

    @Test
    void aRuntimeThatIgnoresSignalsEndsWithItsHostNevertheless() throws Exception {
        killHostOf(OnHostExit.STOP, DEAF_FAMILY);

        Eventually.holds("nobody is left", () -> living().isEmpty() && guards().isEmpty());
    }

    @Test
    void aNextHostStartsOnlyOnceWhatEndsWithTheFirstHasEnded() throws Exception {
        killHostOf(OnHostExit.STOP, DEAF_FAMILY);
        LaunchPlan plan = HostProgram.plan(directory, OnHostExit.KEEP, "echo \"pid $$\"; exec sleep 600");

        try (ProcessSupervisor supervisor = new ProcessSupervisor();
                SupervisedRuntime runtime = supervisor.attach(plan.spec(), context)) {
            assertThat(runtime.observe().phase()).isIn(Phase.STOPPING, Phase.STOPPED);
            runtime.start(plan);

            assertThat(living()).isEmpty();
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
            ProcessRef second = runtime.observe().processes().get(0);
            Eventually.holds("the first one's guard has ended", () -> guards().isEmpty());
            assertThat(context.processes().isAlive(second)).isTrue();
            runtime.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void theGuardEndsWithTheRuntime() throws Exception {
        LaunchPlan plan = HostProgram.plan(directory, OnHostExit.STOP, "echo \"pid $$\"; exec sleep 600");
        try (ProcessSupervisor supervisor = new ProcessSupervisor();
                SupervisedRuntime runtime = supervisor.attach(plan.spec(), context)) {
            runtime.start(plan);
            assertThat(guards()).hasSize(1);
            runtime.stop(Duration.ofSeconds(5));
            Eventually.holds("no guard is left", () -> guards().isEmpty());

            runtime.start(plan);
            ProcessHandle.of(runtime.observe().processes().get(0).pid()).ifPresent(ProcessHandle::destroyForcibly);
            Eventually.holds("no guard is left", () -> guards().isEmpty());
        }
    }

    /** Lets a host start a runtime, and kills it as soon as it says that it has. */
    private void killHostOf(OnHostExit policy, String script) throws Exception {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostProgram.class.getName(),
                        directory.toString(),
                        policy.name(),
                        script)
                .redirectError(directory.resolve("host.err").toFile())
                .start();
        try {
            assertThat(host.inputReader().readLine()).as(errors()).startsWith("started ");
            family = Eventually.yields(
                    "the family is there", () -> Optional.of(reported()).filter(members -> members.size() == 3));
        } finally {
            host.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("host.err"));
    }

    private List<ProcessRef> living() {
        return family.stream().filter(context.processes()::isAlive).toList();
    }

    private List<ProcessRef> reported() {
        try {
            return Files.readString(context.logFile(HostProgram.id(directory)))
                    .lines()
                    .filter(line -> line.startsWith("pid "))
                    .flatMap(line -> context.processes().find(Long.parseLong(line.substring("pid ".length()))).stream())
                    .map(ProcessEntry::ref)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Processes that would end a runtime of this test with its host. */
    private List<ProcessEntry> guards() {
        return context.processes().processes().stream()
                .filter(ProcessEntry::isAlive)
                .filter(entry -> entry.commandLine().contains("venom-end-with-host " + HostProgram.id(directory) + ":"))
                .toList();
    }
}
