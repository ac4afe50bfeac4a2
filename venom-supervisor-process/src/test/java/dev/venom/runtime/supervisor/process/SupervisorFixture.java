package dev.venom.runtime.supervisor.process;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.spi.testkit.SupervisorHost;
import dev.venom.runtime.supervisor.process.internal.launch.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A host with a process supervisor, for runtimes that are shell scripts. Closing it ends every process that a
 * script reported as {@code pid <number>}, and every leader. Not thread-safe.
 */
final class SupervisorFixture implements AutoCloseable {
    static final String ID = "bench";
    static final Duration SHORT = Duration.ofSeconds(1);
    private static final String REPORT = "pid ";

    private final Path directory;
    private final ProcessTable processes;
    private final SupervisorHost host;
    private final ProcessSupervisor supervisor;
    private final List<ProcessRef> seen = new CopyOnWriteArrayList<>();
    private final List<SupervisedRuntime> attached = new ArrayList<>();

    SupervisorFixture(Path directory) {
        this(directory, new LinuxProcessTable());
    }

    SupervisorFixture(Path directory, ProcessTable processes) {
        this(directory, host(directory, processes), Duration.ofMillis(20));
    }

    private SupervisorFixture(Path directory, SupervisorHost host, Duration settling) {
        this.directory = directory;
        this.processes = host.processes();
        this.host = host;
        this.supervisor = new ProcessSupervisor(Tools.ofHost(), settling);
    }

    /** For starts that fail: a busy machine takes its time to run even a program that ends at once. */
    static SupervisorFixture waitingForFailure(Path directory) {
        return new SupervisorFixture(directory, host(directory, new LinuxProcessTable()), Duration.ofMinutes(1));
    }

    private static SupervisorHost host(Path directory, ProcessTable processes) {
        return SupervisorHost.of(InMemorySettings.in(directory), processes, directory);
    }

    /** The host after this one. */
    SupervisorFixture successor() {
        return new SupervisorFixture(directory, host.successor(), Duration.ofMillis(20));
    }

    ProcessTable processes() {
        return processes;
    }

    SupervisorHost host() {
        return host;
    }

    ProcessSupervisor supervisor() {
        return supervisor;
    }

    LaunchPlan plan(String... script) {
        return plan("openai", spec -> spec, List.of("/bin/sh", "-c", String.join("\n", script)));
    }

    LaunchPlan plan(String kind, UnaryOperator<RuntimeSpecBuilder> more, List<String> words) {
        RuntimeSpecBuilder builder =
                RuntimeSpec.builder(ID, kind, LoopbackPort.free().uri()).command(words);
        return new LaunchPlan(
                more.apply(builder).build(),
                words,
                Map.of(),
                directory.resolve("bench.env"),
                Optional.of(directory),
                host.logFile(ID));
    }

    SupervisedRuntime attach(LaunchPlan plan) {
        SupervisedRuntime runtime = supervisor.attach(plan.spec(), host);
        attached.add(runtime);
        return runtime;
    }

    SupervisedRuntime start(LaunchPlan plan) {
        SupervisedRuntime runtime = attach(plan);
        runtime.start(plan);
        leader(runtime);
        return runtime;
    }

    ProcessRef leader(SupervisedRuntime runtime) {
        ProcessRef leader = runtime.observe().processes().get(0);
        seen.add(leader);
        return leader;
    }

    /** Waits until the script has reported so many processes. */
    List<ProcessRef> reported(int count) {
        List<ProcessRef> reported = Eventually.yields(
                        count + " processes are reported",
                        () -> Optional.of(numbers()).filter(all -> all.size() >= count))
                .stream()
                .flatMap(pid -> processes.find(pid).stream())
                .map(ProcessEntry::ref)
                .toList();
        seen.addAll(reported);
        return reported;
    }

    private List<Long> numbers() {
        try {
            return Files.readString(host.logFile(ID))
                    .lines()
                    .filter(line -> line.startsWith(REPORT))
                    .map(line -> Long.parseLong(line.substring(REPORT.length())))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<ProcessRef> living(List<ProcessRef> refs) {
        return refs.stream().filter(processes::isAlive).toList();
    }

    void kill(ProcessRef process) {
        if (processes.isAlive(process)) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            Eventually.holds("process " + process.pid() + " ends", () -> !processes.isAlive(process));
        }
    }

    /** Lets go of everything, as a host that ends. */
    void release() {
        attached.forEach(SupervisedRuntime::close);
        supervisor.close();
        host.close();
    }

    @Override
    public void close() {
        if (Files.exists(host.logFile(ID))) {
            reported(0);
        }
        seen.forEach(this::kill);
        release();
    }
}
