package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** A {@link ServerProgram} in the hands of a supervisor, and what a test wants to know of it. Not thread-safe. */
final class SupervisedServer implements AutoCloseable {
    /** A variable that every process of a test has. */
    static final String TOKEN = "VENOM_CONTRACT_TOKEN";

    private static final String WORKER = "worker ";

    private final RuntimeSupervisor supervisor;
    private final ProcessTable processes;
    private final SupervisedRuntime runtime;
    private final LaunchPlan plan;

    SupervisedServer(RuntimeSupervisor supervisor, SupervisorContext context, LaunchPlan plan) {
        this.supervisor = supervisor;
        this.processes = context.processes();
        this.plan = plan;
        this.runtime = supervisor.attach(plan.spec(), context);
    }

    SupervisedRuntime runtime() {
        return runtime;
    }

    LoopbackPort port() {
        return new LoopbackPort(plan.spec().baseUri().getPort());
    }

    /** Starts it and waits until it serves. */
    ProcessRef start() {
        runtime.start(plan);
        return serving();
    }

    /** Waits until it serves. */
    ProcessRef serving() {
        Eventually.holds("the server answers", () -> port().answers());
        return Eventually.yields("a leader is seen", () -> running().stream().findFirst());
    }

    void stop() {
        runtime.stop(Duration.ofSeconds(20));
    }

    Observation.Phase phase() {
        return runtime.observe().phase();
    }

    List<ProcessRef> running() {
        Observation observation = runtime.observe();
        return observation.phase() == Observation.Phase.RUNNING ? observation.processes() : List.of();
    }

    /** The workers of the start before last too. */
    List<Long> workers() {
        return log().lines()
                .filter(line -> line.startsWith(WORKER))
                .map(line -> Long.parseLong(line.substring(WORKER.length())))
                .toList();
    }

    String log() {
        try {
            return Files.readString(plan.logFile(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every living process of a test, by the token in its environment. */
    static List<ProcessEntry> living(ProcessTable processes, String token) {
        return processes.processes().stream()
                .filter(ProcessEntry::isAlive)
                .filter(entry -> processes
                        .variable(entry.ref(), TOKEN)
                        .filter(token::equals)
                        .isPresent())
                .toList();
    }

    void kill(ProcessRef process) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        Eventually.holds("process " + process.pid() + " ends", () -> !processes.isAlive(process));
    }

    /** Lets go of it, as a host does that ends. */
    @Override
    public void close() {
        runtime.close();
        supervisor.close();
    }
}
