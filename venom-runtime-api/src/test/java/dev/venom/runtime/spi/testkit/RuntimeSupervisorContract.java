package dev.venom.runtime.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.SupervisorContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link RuntimeSupervisor} keeps. A supervisor's test extends it; each test has real server
 * processes, a host and a directory of its own, and ends what it started.
 *
 * <p>A supervisor with units writes them in {@link #prepare} and takes them away in an {@code @AfterEach} of
 * its own, which runs before the contract looks for processes that are left.
 */
public abstract class RuntimeSupervisorContract {
    private static final String RUNTIME = "contract";
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Map<String, String> AWKWARD = Map.of(
            "VENOM_BLANKS", "two  words", "VENOM_SIGNS", "100% of $HOME \"quoted\" 'twice' \\ #", "VENOM_EMPTY", "");

    private final String token = UUID.randomUUID().toString();
    private Path directory = Path.of("");
    private Optional<SupervisorHost> host = Optional.empty();

    /** For subclasses. */
    protected RuntimeSupervisorContract() {}

    /**
     * Makes the supervisor under test, as {@link java.util.ServiceLoader} would.
     *
     * @return a new supervisor
     */
    protected abstract RuntimeSupervisor newSupervisor();

    /**
     * The processes of this host, as they really are.
     *
     * @return a table
     */
    protected abstract ProcessTable processes();

    /**
     * Where the supervisor keeps files, if it does.
     *
     * @param cacheDirectory an empty directory
     * @return the settings; nothing but the directory by default
     */
    protected Settings settings(Path cacheDirectory) {
        return InMemorySettings.in(cacheDirectory);
    }

    /**
     * Completes the description of a runtime.
     *
     * @param builder has id, kind and address
     * @param command what starts the server
     * @return a description; the command alone by default
     */
    protected RuntimeSpec describe(RuntimeSpecBuilder builder, List<String> command) {
        return builder.command(command).build();
    }

    /**
     * Makes ready what a start needs, such as a unit. Called before the runtime is attached.
     *
     * @param supervisor the supervisor under test
     * @param plan how the runtime will be started
     * @param context what there is to work with
     */
    protected void prepare(RuntimeSupervisor supervisor, LaunchPlan plan, SupervisorContext context) {}

    @BeforeEach
    final void open(@TempDir Path temporary) throws IOException {
        directory = temporary.toRealPath();
        host = Optional.of(SupervisorHost.of(settings(directory.resolve("cache")), processes(), directory));
    }

    @AfterEach
    final void leaveNothingBehind() {
        SupervisedServer.living(processes(), token)
                .forEach(entry -> ProcessHandle.of(entry.ref().pid()).ifPresent(ProcessHandle::destroyForcibly));
        host().close();
    }

    @Test
    void hasAnIdThatADescriptionCanName() {
        try (RuntimeSupervisor supervisor = newSupervisor()) {
            assertThat(supervisor.id()).matches("[a-z][a-z0-9-]{0,31}");
        }
    }

    @Test
    void fitsWhatItSupervises() {
        LaunchPlan plan = plan(command());
        try (RuntimeSupervisor supervisor = newSupervisor()) {
            prepare(supervisor, plan, host());

            assertThat(supervisor.fit(plan.spec(), host())).isNotEqualTo(RuntimeSupervisor.Fit.NONE);
        }
    }

    @Test
    void startsNothingUnasked() {
        try (SupervisedServer server = server(command())) {
            Observation observation = server.runtime().observe();

            assertThat(observation.phase()).isEqualTo(Phase.STOPPED);
            assertThat(observation.processes()).isEmpty();
            assertThat(server.port().isFree()).isTrue();
            assertThat(living()).isZero();
        }
    }

    @Test
    void startsAServerAndNamesItsProcesses() {
        try (SupervisedServer server = server(command().workers(2))) {
            ProcessRef leader = server.start();

            Observation observation = server.runtime().observe();
            assertThat(observation.phase()).isEqualTo(Phase.RUNNING);
            assertThat(observation.reason()).isNotBlank();
            assertThat(observation.exitCode()).isEmpty();
            assertThat(processes().find(leader.pid()).orElseThrow().commandLine())
                    .contains(ServerProgram.class.getName());
            Eventually.holds("every process is named", () -> server.running().size() == 3);
            assertThat(server.running().get(0)).isEqualTo(leader);
            assertThat(server.running()).extracting(ProcessRef::pid).containsAll(server.workers());
        }
    }

    @Test
    void passesEnvironmentAndDirectory() {
        try (SupervisedServer server =
                server(command().printing(AWKWARD.keySet().toArray(String[]::new)))) {
            server.start();

            assertThat(server.log().lines())
                    .contains("directory " + directory)
                    .containsAll(AWKWARD.entrySet().stream()
                            .map(variable -> "variable " + variable.getKey() + "=" + variable.getValue())
                            .toList());
        }
    }

    @Test
    void startsARunningServerNoSecondTime() {
        try (SupervisedServer server = server(command())) {
            ProcessRef leader = server.start();

            assertThat(server.start()).isEqualTo(leader);
            assertThat(living()).isOne();
        }
    }

    @Test
    void stopsAServerWithItsWorkers() {
        try (SupervisedServer server = server(command().workers(2))) {
            server.start();

            server.stop();

            assertThat(living()).isZero();
            assertThat(server.port().isFree()).isTrue();
            assertThat(server.runtime().observe().processes()).isEmpty();
            assertThat(server.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void stopsAStoppedServerWithoutAWord() {
        try (SupervisedServer server = server(command())) {
            assertThatCode(server::stop).doesNotThrowAnyException();
            server.start();
            server.stop();

            assertThatCode(server::stop).doesNotThrowAnyException();
            assertThat(server.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void startsAgainAfterAStop() {
        try (SupervisedServer server = server(command().workers(1))) {
            ProcessRef first = server.start();
            server.stop();

            ProcessRef second = server.start();

            assertThat(second).isNotEqualTo(first);
            assertThat(processes().isAlive(first)).isFalse();
            assertThat(living()).isEqualTo(2);
        }
    }

    @Test
    void saysHowAStartFailed() {
        try (SupervisedServer server = server(ServerCommand.failing("the weights are missing", 7))) {
            assertThatThrownBy(server::start)
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
                        assertThat(failure.getMessage()).contains("7", "the weights are missing");
                        assertThat(failure.hint()).isNotBlank();
                    });
            assertThat(server.phase()).isNotIn(Phase.RUNNING, Phase.STOPPED);
            assertThat(server.runtime().observe().exitCode()).hasValue(7);
        }
    }

    @Test
    void saysThatAProgramIsMissing() {
        try (SupervisedServer server =
                server(List.of(directory.resolve("missing-program").toString(), "serve"))) {
            assertThatThrownBy(server::start)
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
                        assertThat(failure.getMessage()).contains("missing-program");
                    });
        }
    }

    @Test
    void namesTheHolderOfABusyPort() throws IOException {
        try (SupervisedServer server = server(command());
                ServerSocket holder = server.port().listen()) {
            assertThatThrownBy(server::start)
                    .asInstanceOf(type(VenomException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.PORT_IN_USE);
                        assertThat(failure.getMessage())
                                .contains(
                                        "" + holder.getLocalPort(),
                                        "" + ProcessHandle.current().pid());
                    });
            assertThat(living()).isZero();
        }
    }

    @Test
    void noticesAnExitThatNobodyAskedFor() {
        try (SupervisedServer server = server(command())) {
            ProcessRef leader = server.start();
            Queue<Observation> seen = watched(server);

            server.kill(leader);

            Eventually.holds("the watcher is told", () -> seen.stream().anyMatch(now -> hasLost(leader, now)));
        }
    }

    @Test
    void tellsNobodyWhoseWatchHasEnded() {
        try (SupervisedServer server = server(command())) {
            ProcessRef leader = server.start();
            Queue<Observation> tooLate = new ConcurrentLinkedQueue<>();
            server.runtime().watch(tooLate::add).close();
            Queue<Observation> seen = watched(server);

            server.kill(leader);

            Eventually.holds("the other watcher is told", () -> !seen.isEmpty());
            assertThat(tooLate).isEmpty();
        }
    }

    @Test
    void tellsAStopFromAFailure() {
        try (SupervisedServer server = server(command())) {
            server.start();
            Queue<Observation> seen = watched(server);

            server.stop();

            Eventually.holds("the watcher is told", () -> seen.stream().anyMatch(now -> now.phase() == Phase.STOPPED));
            assertThat(seen).extracting(Observation::phase).doesNotContain(Phase.FAILED);
        }
    }

    @Test
    void endsATreeThatIgnoresSignals() {
        try (SupervisedServer server = server(command().workers(2).ignoringSignals())) {
            server.start();

            server.runtime().stop(SHORT);

            assertThat(living()).isZero();
            assertThat(server.port().isFree()).isTrue();
            assertThat(server.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void endsWorkersThatADeadLeaderLeft() {
        try (SupervisedServer server = server(command().workers(2).ignoringSignals())) {
            server.kill(server.start());

            server.runtime().stop(SHORT);

            assertThat(living()).isZero();
            assertThat(server.port().isFree()).isTrue();
            assertThat(server.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void startsOnlyWhenTheWorkersOfADeadLeaderAreGone() {
        try (SupervisedServer server = server(command().workers(2).ignoringSignals())) {
            ProcessRef first = server.start();
            List<Long> left = server.workers();
            server.kill(first);

            ProcessRef second = server.start();

            assertThat(second).isNotEqualTo(first);
            assertThat(living()).isEqualTo(3);
            assertThat(SupervisedServer.living(processes(), token))
                    .extracting(entry -> entry.ref().pid())
                    .doesNotContainAnyElementsOf(left);
        }
    }

    @Test
    void stopsNothingWhenItIsClosed() {
        SupervisedServer server = server(command().workers(1));
        ProcessRef leader = server.start();

        server.close();

        assertThat(processes().isAlive(leader)).isTrue();
        assertThat(living()).isEqualTo(2);
        assertThat(server.port().answers()).isTrue();
    }

    @Test
    void findsWhatAnEarlierHostStarted() {
        LaunchPlan plan = plan(command().workers(1));
        ProcessRef leader = startAndLetGo(plan);

        try (SupervisorHost next = host().successor();
                SupervisedServer found = new SupervisedServer(newSupervisor(), next, plan)) {
            assertThat(found.running()).startsWith(leader).hasSize(2);
            assertThat(found.start()).isEqualTo(leader);
            found.stop();

            assertThat(living()).isZero();
            assertThat(found.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void watchesWhatAnEarlierHostStarted() {
        LaunchPlan plan = plan(command());
        ProcessRef leader = startAndLetGo(plan);

        try (SupervisorHost next = host().successor();
                SupervisedServer found = new SupervisedServer(newSupervisor(), next, plan)) {
            Queue<Observation> seen = watched(found);

            found.kill(leader);

            Eventually.holds("the watcher is told", () -> seen.stream().anyMatch(now -> hasLost(leader, now)));
        }
    }

    @Test
    void remembersThatAnEarlierHostStoppedIt() {
        LaunchPlan plan = plan(command());
        try (SupervisedServer server = server(plan)) {
            server.start();
            server.stop();
        }

        try (SupervisorHost next = host().successor();
                SupervisedServer found = new SupervisedServer(newSupervisor(), next, plan)) {
            assertThat(found.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void yieldsTheLastLinesOfTheLog() {
        try (SupervisedServer server = server(command())) {
            server.start();

            assertThat(server.port().answers()).isTrue();
            Eventually.holds("the answer is logged", () -> server.log().contains("answer 2"));
            List<String> all = server.log().lines().toList();
            assertThat(server.runtime().logTail(2)).isEqualTo(all.subList(all.size() - 2, all.size()));
            assertThat(server.runtime().logTail(1000)).containsAll(all);
        }
    }

    @Test
    void appendsToALogThatIsTruncatedUnderIt() throws IOException {
        LaunchPlan plan = plan(command());
        Files.writeString(plan.logFile(), "an earlier line\n");
        try (SupervisedServer server = server(plan)) {
            server.start();
            assertThat(server.log()).startsWith("an earlier line\n");

            Files.write(plan.logFile(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(server.port().answers()).isTrue();

            Eventually.holds("it writes on", () -> server.log().contains("answer "));
            assertThat(Files.readString(plan.logFile(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("\0", "ready");
        }
    }

    private ProcessRef startAndLetGo(LaunchPlan plan) {
        try (SupervisedServer server = server(plan)) {
            return server.start();
        }
    }

    private static Queue<Observation> watched(SupervisedServer server) {
        Queue<Observation> seen = new ConcurrentLinkedQueue<>();
        server.runtime().watch(seen::add);
        return seen;
    }

    private static boolean hasLost(ProcessRef leader, Observation observation) {
        return observation.phase() != Phase.STOPPED && !observation.processes().contains(leader);
    }

    private static ServerCommand command() {
        return ServerCommand.on(LoopbackPort.free().number());
    }

    private SupervisedServer server(ServerCommand command) {
        return server(plan(command));
    }

    private SupervisedServer server(List<String> words) {
        return server(plan(LoopbackPort.free(), words));
    }

    private SupervisedServer server(LaunchPlan plan) {
        RuntimeSupervisor supervisor = newSupervisor();
        prepare(supervisor, plan, host());
        return new SupervisedServer(supervisor, host(), plan);
    }

    private LaunchPlan plan(ServerCommand command) {
        return plan(command.port(), command.words());
    }

    private LaunchPlan plan(LoopbackPort port, List<String> words) {
        Map<String, String> environment = new LinkedHashMap<>(AWKWARD);
        environment.put(SupervisedServer.TOKEN, token);
        RuntimeSpecBuilder builder = RuntimeSpec.builder(RUNTIME, "openai", port.uri())
                .environment(environment)
                .workingDirectory(directory);
        RuntimeSpec spec = describe(builder, words);
        return new LaunchPlan(
                spec,
                words,
                environment,
                directory.resolve("contract.env"),
                Optional.of(directory),
                host().logFile(RUNTIME));
    }

    private int living() {
        return SupervisedServer.living(processes(), token).size();
    }

    private SupervisorHost host() {
        return host.orElseThrow();
    }
}
