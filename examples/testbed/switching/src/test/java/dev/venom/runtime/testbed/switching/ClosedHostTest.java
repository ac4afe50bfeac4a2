package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.OperationEvent;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that closes in the middle leaves what a killed one leaves, and everybody is told the same of it. */
@Timeout(300)
class ClosedHostTest {
    @TempDir
    private Path directory;

    private final List<OperationStatus> heard = new CopyOnWriteArrayList<>();
    private SwitchFixture bench;

    @BeforeEach
    void serveTheFirst() throws Exception {
        bench = SwitchFixture.make(directory);
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
        }
    }

    @AfterEach
    void leaveNothing() {
        bench.killServers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "drain", "stop", "configure", "start", "verify", "commit"})
    void isFinishedOrUndoneByTheNextHostWhateverTheStep(String step) throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "1500");
        ModelManager closing = host();
        Operation<RuntimeStatus> switching = closing.runtimes().activate(request(SECOND));
        Eventually.holds("the step " + step, () -> isAtOrBeyond(switching, step));
        closing.close();

        if (switching.status().state() == OperationState.INTERRUPTED) {
            requireInterrupted(switching);
        }
        try (ModelManager next = host()) {
            next.recover();
            endOf(next, switching);
            requireWhole(next, List.of(FIRST, SECOND));
        }
    }

    @Test
    void leavesTheNewModelOnItsWayForWhoeverComesNext() throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "3000");
        Operation<RuntimeStatus> switching =
                closedIn("verify", manager -> manager.runtimes().activate(request(SECOND)));

        assertThat(bench.servers()).as("the candidate lives").hasSize(1);
        requireInterrupted(switching);
        try (ModelManager next = host()) {
            assertThat(next.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
            ProcessHandle candidate = bench.servers().get(0);

            next.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();

            requireWhole(next, List.of(SECOND));
            assertThat(bench.servers()).containsExactly(candidate);
        }
    }

    @Test
    void leavesAModelThatIsStillSoaking() throws Exception {
        bench.soakTime(Duration.ofSeconds(30));
        ModelManager closing = host();
        Operation<RuntimeStatus> switching = closing.runtimes().activate(request(SECOND));
        Eventually.holds("the new model answers", () -> served().equals(Optional.of("second")));
        closing.close();

        requireInterrupted(switching);
        ProcessHandle candidate = bench.servers().get(0);
        bench.soakTime(Duration.ZERO);
        try (ModelManager next = host()) {
            next.recover();
            endOf(next, switching);
            requireWhole(next, List.of(SECOND));
            assertThat(bench.servers()).containsExactly(candidate);
        }
    }

    @Test
    void goesOnWithARollBackAndNotWithTheSwitchThatWasCancelled() throws Exception {
        bench.script
                .orderFor("second", ScriptOrder.START_MILLIS, "2000")
                .orderFor("first", ScriptOrder.START_MILLIS, "4000");
        ModelManager closing = host();
        Operation<RuntimeStatus> switching = closing.runtimes().activate(request(SECOND));
        Eventually.holds("the step verify", () -> isAtOrBeyond(switching, "verify"));
        switching.cancel();
        Eventually.holds("the roll back", () -> switching.status().phase().equals("roll back"));
        closing.close();

        requireInterrupted(switching);
        try (ModelManager next = host()) {
            next.recover();
            endOf(next, switching);
            requireWhole(next, List.of(FIRST));
        }
    }

    @Test
    void leavesAStartToTheNextHost() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().stop(RUNTIME, WhenBusy.REFUSE).await();
        }
        bench.script.orderFor("first", ScriptOrder.START_MILLIS, "3000");
        Operation<RuntimeStatus> start =
                closedIn("verify", manager -> manager.runtimes().start(RUNTIME, WhenBusy.REFUSE));

        requireInterrupted(start);
        ProcessHandle server = bench.servers().get(0);
        try (ModelManager next = host()) {
            next.recover();
            endOf(next, start);
            assertThat(next.operations().find(start.id()).orElseThrow().state()).isEqualTo(OperationState.SUCCEEDED);
            requireWhole(next, List.of(FIRST));
            assertThat(bench.servers()).containsExactly(server);
        }
    }

    @Test
    void leavesARestartToTheNextHost() throws Exception {
        bench.script.orderFor("first", ScriptOrder.START_MILLIS, "3000");
        Operation<RuntimeStatus> restart =
                closedIn("verify", manager -> manager.runtimes().restart(RUNTIME, WhenBusy.REFUSE));

        requireInterrupted(restart);
        try (ModelManager next = host()) {
            next.recover();
            endOf(next, restart);
            requireWhole(next, List.of(FIRST));
        }
    }

    @Test
    void tellsItsEndToListenersWhereAnotherOperationEndsIt() throws Exception {
        bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
        Operation<RuntimeStatus> switching =
                closedIn("verify", manager -> manager.runtimes().activate(request(SECOND)));
        heard.clear();

        try (ModelManager next = host()) {
            next.runtimes().stop(RUNTIME, WhenBusy.REFUSE).await();
        }

        assertThat(heard.stream().filter(status -> status.id().equals(switching.id())))
                .extracting(OperationStatus::state)
                .containsExactly(OperationState.FAILED);
    }

    private Operation<RuntimeStatus> closedIn(String step, Function<ModelManager, Operation<RuntimeStatus>> begin) {
        ModelManager closing = host();
        Operation<RuntimeStatus> operation = begin.apply(closing);
        Eventually.holds("the step " + step, () -> isAtOrBeyond(operation, step));
        closing.close();
        return operation;
    }

    private ModelManager host() {
        return bench.builder()
                .listener(event -> {
                    if (event instanceof OperationEvent change) {
                        heard.add(change.status());
                    }
                })
                .build();
    }

    private static boolean isAtOrBeyond(Operation<?> operation, String step) {
        return operation.status().steps().stream().anyMatch(done -> done.name().equals(step));
    }

    /** One state in events, completion, the closed host's handle, and every other process. */
    private void requireInterrupted(Operation<?> operation) {
        assertThat(operation.status().state()).isEqualTo(OperationState.INTERRUPTED);
        VenomException ending = ActivationTest.failureOf(operation);
        assertThat(ending.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(ending).hasMessageContaining(operation.id().value()).hasMessageContaining("was interrupted");
        List<OperationState> states = heard.stream()
                .filter(status -> status.id().equals(operation.id()))
                .map(OperationStatus::state)
                .toList();
        assertThat(states).noneMatch(OperationState::isTerminal).endsWith(OperationState.INTERRUPTED);
        try (ModelManager reader = bench.manager()) {
            OperationStatus seen = reader.operations().find(operation.id()).orElseThrow();
            assertThat(seen.state()).isEqualTo(OperationState.INTERRUPTED);
            assertThat(seen.failure()).isEqualTo(operation.status().failure());
            assertThat(reader.operations().list())
                    .filteredOn(one -> one.id().equals(operation.id()))
                    .containsExactly(seen);
            VenomException followed =
                    ActivationTest.failureOf(reader.operations().follow(operation.id()));
            assertThat(followed).hasMessage(ending.getMessage());
        }
    }

    private Optional<String> served() {
        try {
            return bench.served();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void endOf(ModelManager manager, Operation<?> operation) {
        Eventually.holds(
                "the end of " + operation.id(),
                () -> manager.operations()
                        .find(operation.id())
                        .orElseThrow()
                        .state()
                        .isTerminal());
    }

    private void requireWhole(ModelManager manager, List<ModelRef> allowed) throws IOException, InterruptedException {
        ModelRef active = manager.runtimes().activeModels().get(RUNTIME);
        assertThat(active).isIn(allowed);
        assertThat(bench.served()).contains(active.name());
        assertThat(manager.runtimes().probe(RUNTIME).state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(bench.servers()).hasSize(1);
        assertThat(manager.operations().list())
                .allMatch(operation -> operation.state().isTerminal());
    }
}
