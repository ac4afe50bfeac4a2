package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.host.LocalAddress;
import dev.venom.runtime.spi.host.PortHolder;
import dev.venom.runtime.spi.host.ProcessEntry;
import dev.venom.runtime.spi.host.ProcessRef;
import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are not the process that was started: a script runs them, or leaves them, or an engine has them. */
@Timeout(120)
class ServerElsewhereTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Longer than those have whom a server leaves. */
    private static final int END_MILLIS = 6_500;

    @TempDir
    Path directory = Path.of("");

    private final LoopbackPort port = LoopbackPort.free();
    private SupervisorFixture bench = new SupervisorFixture(directory);

    @BeforeEach
    void open() {
        bench = new SupervisorFixture(directory);
    }

    @AfterEach
    void close() {
        holder().ifPresent(bench::kill);
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERVER; echo over",
                "trap 'echo told' TERM; SERVER; echo over",
                "SERVER | cat",
                "SERVER &",
                "(setsid SERVER &)"
            })
    void givesTheServerTheTimeThatAStopMayTake(String script) {
        SupervisedRuntime runtime = started(script, END_MILLIS);

        runtime.stop(LIMIT);

        assertThat(directory.resolve("peace")).exists();
        assertThat(holder()).isEmpty();
        assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
        assertThat(runtime.observe().processes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER &", "(setsid SERVER &)", "SERVER & while ! [ -e go ]; do sleep 0.1; done"})
    void goesOnWithoutTheProcessThatWasStarted(String script) throws IOException {
        SupervisedRuntime runtime = started(script, 0);
        Files.createFile(directory.resolve("go"));
        ProcessRef server = holder().orElseThrow();
        Eventually.holds(
                "the server leads",
                () -> runtime.observe().processes().stream().findFirst().equals(Optional.of(server)));
        assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);

        try (SupervisorFixture next = bench.successor()) {
            SupervisedRuntime again = next.attach(plan(script, 0));
            assertThat(again.observe().phase()).isEqualTo(Phase.RUNNING);
            assertThat(again.observe().processes()).contains(server);
            bench.kill(server);
            Eventually.holds("its end is noticed", () -> again.observe().phase() == Phase.FAILED);
        }
    }

    @Test
    void saysHowACommandIsToBeThatLeavesNothingOfItsOwn() {
        try (SupervisorFixture patient = SupervisorFixture.waitingForFailure(directory)) {
            LaunchPlan plan = plan("echo 3f1c3f1c", 0);
            SupervisedRuntime runtime = patient.attach(plan);

            assertThatThrownBy(() -> runtime.start(plan)).isInstanceOfSatisfying(VenomException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
                assertThat(failure.getMessage()).contains("exit code 0");
                assertThat(failure.hint()).contains("foreground");
            });
        }
    }

    @Test
    void keepsItsPromiseAboutThePort() {
        SupervisedRuntime runtime = started("(setsid env -i SERVER &)\nexec sleep 600", 0);
        ProcessRef stray = holder().orElseThrow();
        assertThat(runtime.observe().processes()).doesNotContain(stray);

        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> runtime.stop(SupervisorFixture.SHORT))
                    .isInstanceOfSatisfying(VenomException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_STUCK);
                        assertThat(failure.getMessage()).contains("process " + stray.pid());
                    });
        }
        assertThat(bench.processes().isAlive(stray)).isTrue();

        bench.kill(stray);
        runtime.stop(SupervisorFixture.SHORT);
        assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void countsAContainerInAndStopsItThroughItsEngine() throws IOException {
        LaunchPlan plan = contained("run", "--rm", "-e", "A=B", "image");
        SupervisedRuntime runtime = bench.start(plan);
        ProcessRef server = served();

        Eventually.holds("it is counted in", () -> runtime.observe().processes().contains(server));
        ProcessRef client = bench.leader(runtime);
        bench.kill(client);
        assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
        runtime.stop(LIMIT);

        assertThat(bench.processes().isAlive(server)).isFalse();
        assertThat(Files.readAllLines(directory.resolve("calls")))
                .anyMatch(line -> line.startsWith("stop -t 20 venom-bench-"));
    }

    @Test
    void refusesAContainerThatIsLeftToItsEngine() throws IOException {
        LaunchPlan plan = contained("run", "-itd", "image");
        SupervisedRuntime runtime = bench.attach(plan);

        assertThatThrownBy(() -> runtime.start(plan)).isInstanceOfSatisfying(VenomException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(failure.hint()).contains("-d");
        });
    }

    private SupervisedRuntime started(String script, int endMillis) {
        SupervisedRuntime runtime = bench.start(plan(script, endMillis));
        served();
        return runtime;
    }

    private ProcessRef served() {
        return Eventually.yields("the server listens", this::holder);
    }

    private Optional<ProcessRef> holder() {
        return LocalAddress.of(URI.create("http://127.0.0.1:" + port.number()))
                .flatMap(bench.processes()::listener)
                .flatMap(PortHolder::process)
                .map(ProcessEntry::ref);
    }

    private LaunchPlan plan(String script, int endMillis) {
        return plan(List.of("/bin/bash", "-c", script.replace("SERVER", String.join(" ", server(endMillis)))));
    }

    private LaunchPlan plan(List<String> words) {
        LaunchPlan other = bench.plan("openai", spec -> spec, words);
        return new LaunchPlan(
                RuntimeSpec.builder(SupervisorFixture.ID, "openai", URI.create("http://127.0.0.1:" + port.number()))
                        .command(words)
                        .build(),
                words,
                Map.of(),
                other.environmentFile(),
                other.workingDirectory(),
                other.logFile());
    }

    private List<String> server(int endMillis) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GracefulProgram.class.getName(),
                Integer.toString(port.number()),
                Integer.toString(endMillis),
                directory.resolve("peace").toString());
    }

    /** A client of an engine, which runs its containers as nobody's descendants. */
    private LaunchPlan contained(String... arguments) throws IOException {
        Path docker = directory.resolve("docker");
        Files.writeString(docker, """
                #!/bin/bash
                cd "$(dirname "$0")"
                echo "$@" >> calls
                case $1 in
                run)
                    while [ "$1" != image ]; do
                        if [ "$1" = --name ]; then name=$2; fi
                        shift
                    done
                    shift
                    (setsid env -i bash -c 'echo $$ > "$0.pid"; exec "$@"' "$name" "$@" &)
                    while ! [ -s "$name.pid" ] || kill -0 "$(cat "$name.pid")" 2> /dev/null; do sleep 0.1; done ;;
                inspect) echo "$(cat "${!#}.pid") 0123abcd" ;;
                stop)
                    kill "$(cat "${!#}.pid")"
                    while kill -0 "$(cat "${!#}.pid")" 2> /dev/null; do sleep 0.1; done ;;
                esac
                """);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> words = new ArrayList<>(List.of(docker.toString()));
        words.addAll(List.of(arguments));
        words.addAll(server(0));
        return plan(words);
    }
}
