package dev.venom.runtime.core.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.RuntimeSupervision;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RuntimeLifecycleTest {
    private static final String ID = "one";

    private final FakeMachine machine = new FakeMachine();

    @TempDir
    private Path directory;

    private URI address = URI.create("http://127.0.0.1");

    @BeforeEach
    void chooseAFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void startsProvesAndStops() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve", "--port", "${port}"))) {
            Operation<RuntimeStatus> start = manager.runtimes().start(ID, WhenBusy.REFUSE);

            assertThat(start.await().state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(start.status().steps()).extracting(Step::name).containsExactly("start", "verify");
            assertThat(machine.starts.element().command())
                    .containsExactly("serve", "--port", String.valueOf(address.getPort()));

            assertThat(manager.runtimes().stop(ID, WhenBusy.REFUSE).await().state())
                    .isEqualTo(RuntimeState.OFFLINE);
            assertThat(machine.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void isDoneWithWhatRunsAndWithWhatIsStopped() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve"))) {
            manager.runtimes().stop(ID, WhenBusy.REFUSE).await();
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();

            assertThat(machine.starts).hasSize(1);
        }
    }

    @Test
    void namesTheRuntimesThatThereAre() {
        try (ModelManager manager = manager(spec("serve"))) {
            assertThatThrownBy(() -> manager.runtimes().start("other", WhenBusy.REFUSE))
                    .isInstanceOfSatisfying(VenomException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_NOT_FOUND);
                        assertThat(failure.hint()).contains(ID);
                    });
        }
    }

    @Test
    void leavesNothingRunningAfterAStartThatFails() {
        machine.health = Health.UNHEALTHY;
        machine.onStart.add(() -> FakeMachine.write(machine.starts.element(), "hf_abcdefghijklmnop was refused"));
        try (ModelManager manager =
                manager(builder("serve").startTimeout(Duration.ofSeconds(1)).build())) {
            Operation<RuntimeStatus> start = manager.runtimes().start(ID, WhenBusy.REFUSE);

            assertThatFailure(start::await, ErrorCode.RUNTIME_UNHEALTHY, "it is UNHEALTHY");
            assertThatThrownBy(start::await).hasMessageContaining("hf_*** was refused");
            assertThat(machine.phase()).isEqualTo(Phase.STOPPED);
        }
    }

    @Test
    void takesNoPhraseInALogForAnEnd() throws InterruptedException {
        machine.health = Health.UNHEALTHY;
        machine.onStart.add(() -> {
            FakeMachine.write(machine.starts.element(), "FATAL: no such architecture");
            machine.afterLooks(5, () -> machine.health = Health.HEALTHY);
        });
        try (ModelManager manager = manager(spec("serve"))) {
            assertThat(manager.runtimes().start(ID, WhenBusy.REFUSE).await().state())
                    .isEqualTo(RuntimeState.ONLINE);
        }
    }

    @Test
    void explainsAnEndByItsLog() {
        machine.onStart.add(() -> {
            FakeMachine.write(machine.starts.element(), "FATAL: no such architecture");
            machine.die("exit code 1");
        });
        try (ModelManager manager = manager(spec("serve"))) {
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.REFUSE).await(),
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "exit code 1");
        }
    }

    @Test
    void doesNotWaitWhereItCanNotBeAskedLikeThis() {
        machine.health = Health.REFUSING;
        try (ModelManager manager = manager(spec("serve"))) {
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.REFUSE).await(),
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "can't be asked like this");
            assertThat(machine.stops).hasSize(1);
        }
    }

    @Test
    void saysHowItEnded() {
        machine.onStart.add(() -> machine.die("exit code 3"));
        try (ModelManager manager = manager(spec("serve"))) {
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.REFUSE).await(),
                    ErrorCode.RUNTIME_UNHEALTHY,
                    "exit code 3");
        }
    }

    @Test
    void asksForAModelWhereTheCommandNeedsOne() {
        try (ModelManager manager = manager(spec("serve", "${model_path}"))) {
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.REFUSE), ErrorCode.NOT_INSTALLED, "none is active");
            assertThat(manager.operations().list()).isEmpty();
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.WAIT).await(),
                    ErrorCode.NOT_INSTALLED,
                    "none is active");
            assertThat(machine.starts).isEmpty();
        }
    }

    @Test
    void leavesAnExternalRuntimeAlone() {
        RuntimeSpec external = RuntimeSpec.builder(ID, "fake", address).build();
        try (ModelManager manager = manager(external)) {
            assertThatFailure(
                    () -> manager.runtimes().start(ID, WhenBusy.REFUSE), ErrorCode.PERMISSION_DENIED, "external");
            assertThat(manager.runtimes().status(ID).managed()).isFalse();
        }
    }

    @Test
    void refusesAnIdThatCanNotBeAFileName() {
        RuntimeSpec spec = RuntimeSpec.builder("../one", "fake", address).build();
        assertThatFailure(() -> manager(spec), ErrorCode.INVALID_REQUEST, "../one");
    }

    @Test
    void refusesAnUnknownKind() {
        RuntimeSpec spec = RuntimeSpec.builder(ID, "unheard-of", address).build();
        try (ModelManager manager = manager(spec)) {
            assertThatFailure(() -> manager.runtimes().status(ID), ErrorCode.INVALID_REQUEST, "unheard-of");
        }
    }

    @Test
    void refusesOrQueuesWhileAnotherOperationIsOpen() throws InterruptedException {
        machine.health = Health.UNHEALTHY;
        try (ModelManager manager = manager(spec("serve"));
                ModelManager other = manager(spec("serve"))) {
            Operation<RuntimeStatus> start = manager.runtimes().start(ID, WhenBusy.REFUSE);

            assertThatFailure(
                    () -> other.runtimes().restart(ID, WhenBusy.REFUSE),
                    ErrorCode.RUNTIME_BUSY,
                    start.id().value());
            Operation<RuntimeStatus> queued = other.runtimes().restart(ID, WhenBusy.WAIT);
            machine.health = Health.HEALTHY;

            assertThat(start.await().state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(queued.await().state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(machine.starts).hasSize(2);
        }
    }

    @Test
    void stopCancelsAStartInAnotherManagerAndWhatWaitsBehindIt() throws InterruptedException {
        machine.health = Health.UNHEALTHY;
        try (ModelManager manager = manager(spec("serve"));
                ModelManager other = manager(spec("serve"))) {
            Operation<RuntimeStatus> start = manager.runtimes().start(ID, WhenBusy.REFUSE);
            Operation<RuntimeStatus> queued = manager.runtimes().restart(ID, WhenBusy.WAIT);
            eventually(() -> !machine.starts.isEmpty());

            other.runtimes().stop(ID, WhenBusy.REFUSE).await();

            assertThatFailure(start::await, ErrorCode.CANCELLED, "cancelled");
            assertThatFailure(queued::await, ErrorCode.CANCELLED, "cancelled");
            assertThat(machine.phase()).isEqualTo(Phase.STOPPED);
            assertThat(other.operations().find(start.id()).orElseThrow().state())
                    .isEqualTo(OperationState.CANCELLED);
        }
    }

    @Test
    void startsAgainWhatEndedUnasked() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve"))) {
            manager.recover();
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();

            machine.die("exit code 0");

            eventually(() -> machine.starts.size() == 2);
            eventually(() -> manager.runtimes().status(ID).state() == RuntimeState.ONLINE);
            assertThat(manager.runtimes().status(ID).restarts()).isEqualTo(1);
        }
    }

    @Test
    void doesNotStartAgainWhatAnotherManagerStopped() throws InterruptedException {
        try (ModelManager host = manager(spec("serve"));
                ModelManager command = manager(spec("serve"))) {
            host.recover();
            host.runtimes().start(ID, WhenBusy.REFUSE).await();

            command.runtimes().stop(ID, WhenBusy.REFUSE).await();

            TimeUnit.SECONDS.sleep(4);
            assertThat(machine.starts).hasSize(1);
        }
    }

    @Test
    void givesUpWhatSaysThatItCannotStart() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve"))) {
            manager.recover();
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();
            FakeMachine.write(machine.starts.element(), "FATAL: out of memory");

            machine.die("exit code 1");

            eventually(() -> manager.runtimes().status(ID).reason().contains("FATAL: out of memory"));
            assertThat(manager.runtimes().status(ID).state()).isEqualTo(RuntimeState.OFFLINE);
            assertThat(machine.starts).hasSize(1);
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();
            assertThat(manager.runtimes().status(ID).reason()).doesNotContain("FATAL");
        }
    }

    @Test
    void supervisesUntilItIsShutDownAndStartsAgainTheNextTime() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve"))) {
            try (RuntimeSupervision supervision = manager.runtimes().supervise(List.of())) {
                eventually(() -> machine.phase() == Phase.RUNNING);
                assertThat(supervision.shutDown()).isEmpty();
            }
            assertThat(machine.phase()).isEqualTo(Phase.STOPPED);
        }
        try (ModelManager manager = manager(spec("serve"));
                RuntimeSupervision supervision = manager.runtimes().supervise(List.of(ID))) {
            assertThat(supervision.runtimes()).containsExactly(ID);
            for (Operation<RuntimeStatus> start : supervision.starts()) {
                start.await();
            }
        }
        assertThat(machine.phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void leavesStoppedUnderSuperviseWhatACommandStopped() throws InterruptedException {
        try (ModelManager manager = manager(spec("serve"))) {
            manager.runtimes().stop(ID, WhenBusy.REFUSE).await();
            try (RuntimeSupervision supervision = manager.runtimes().supervise(List.of(ID))) {
                assertThat(supervision.starts()).isEmpty();
            }
        }
        assertThat(machine.starts).isEmpty();
    }

    @Test
    void survivesADriverThatBreaks() {
        machine.token = Optional.of(FakeMachine.unhealthy("no token"));
        try (ModelManager manager = manager(spec("serve"))) {
            assertThat(manager.runtimes().probe(ID).state()).isEqualTo(RuntimeState.OFFLINE);
        }
    }

    @Test
    void closesAStartWhoseProcessIsGone() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        machine.health = Health.UNHEALTHY;
        machine.onStart.add(started::countDown);
        ModelManager gone = manager(spec("serve"));
        Operation<RuntimeStatus> lost = gone.runtimes().start(ID, WhenBusy.REFUSE);
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        gone.close();
        machine.health = Health.HEALTHY;

        try (ModelManager manager = manager(spec("serve"))) {
            manager.runtimes().start(ID, WhenBusy.REFUSE).await();

            assertThat(manager.operations().find(lost.id()).orElseThrow().state())
                    .isEqualTo(OperationState.FAILED);
            assertThat(Files.readString(directory.resolve("cache/operations/" + lost.id() + ".json")))
                    .contains("\"failed\"");
        }
    }

    private ModelManager manager(RuntimeSpec spec) {
        return ModelManager.builder()
                .environment(Map.of("VENOM_LOG_DIR", directory.resolve("logs").toString()))
                .cacheDirectory(directory.resolve("cache"))
                .withoutDiscovery()
                .driver(machine.driver())
                .supervisor(machine.supervisor())
                .runtime(spec)
                .build();
    }

    private RuntimeSpec spec(String... command) {
        return builder(command).build();
    }

    private RuntimeSpecBuilder builder(String... command) {
        return RuntimeSpec.builder(ID, "fake", address).command(List.of(command));
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void assertThatFailure(ThrowingCallable call, ErrorCode code, String words) {
        assertThatThrownBy(call).hasMessageContaining(words).isInstanceOfSatisfying(VenomException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
        });
    }
}
