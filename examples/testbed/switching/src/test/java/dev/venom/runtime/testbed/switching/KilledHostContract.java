package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.DAMAGED;
import static dev.venom.runtime.testbed.switching.SwitchFixture.ENCODER;
import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationKind;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the moment at which a host dies, the next one finds a runtime that serves one model, or makes it so. */
@Timeout(300)
abstract class KilledHostContract {
    @TempDir
    private Path directory;

    private SwitchFixture bench;

    /** A host whose runtime is supervised in one way or another. */
    abstract SwitchFixture host(Path directory) throws Exception;

    @BeforeEach
    void serveTheFirst() throws Exception {
        bench = host(directory);
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
        }
        assertThat(bench.served()).as("it lives on without a host").contains("first");
    }

    @AfterEach
    void leaveNothing() {
        bench.killServers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "drain", "stop", "configure", "start", "verify", "commit"})
    void isSettledByTheNextOperation(String step) throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "700");
        assertThat(SwitchingHost.run(bench, "second", step)).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            manager.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();

            requireWhole(manager, List.of(FIRST, SECOND));
        }
    }

    @Test
    void comesBackToTheFormerModelWhereTheNewOneFails() throws Exception {
        bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
        assertThat(SwitchingHost.run(bench, "second", "verify")).isEqualTo(SwitchingHost.KILLED);

        bench.killServers();
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();

            requireWhole(manager, List.of(FIRST));
        }
    }

    @Test
    void isNotBroughtBackJustToBeStopped() throws Exception {
        bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
        assertThat(SwitchingHost.run(bench, "second", "verify")).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            Operation<RuntimeStatus> stop = manager.runtimes().stop(RUNTIME, WhenBusy.REFUSE);
            stop.await();

            assertThat(stepsOf(stop)).containsExactly("stop");
            assertThat(bench.servers()).isEmpty();
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
            assertThat(manager.operations().list())
                    .allMatch(operation -> operation.state().isTerminal());
            manager.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();
            requireWhole(manager, List.of(FIRST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "verify"})
    void isNotBroughtBackJustToBeReplaced(String step) throws Exception {
        bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
        assertThat(SwitchingHost.run(bench, "second", step)).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            Operation<RuntimeStatus> switching = manager.runtimes().activate(request(ENCODER));
            switching.await();

            assertThat(stepsOf(switching))
                    .filteredOn(name -> !name.equals("drain"))
                    .containsExactly("validate", "stop", "configure", "start", "verify", "commit");
            requireWhole(manager, List.of(ENCODER));
        }
    }

    @Test
    void comesBackToTheModelBeforeBothWhereWhatReplacesItFails() throws Exception {
        bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
        assertThat(SwitchingHost.run(bench, "second", "verify")).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            assertThatThrownBy(
                            () -> manager.runtimes().activate(request(DAMAGED)).await())
                    .hasMessageContaining("The former model folder:first serves again");

            requireWhole(manager, List.of(FIRST));
        }
    }

    @Test
    void isSettledWhereWhatWouldReplaceItIsRefused() throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "60000");
        assertThat(SwitchingHost.run(bench, "second", "configure")).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            ActivationRequest absent = new ActivationRequest(
                    RUNTIME, FolderProvider.ref("absent"), ActivationRequest.Drain.WAIT, WhenBusy.WAIT, false);
            assertThatThrownBy(() -> manager.runtimes().activate(absent).await())
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_INSTALLED));

            requireWhole(manager, List.of(FIRST));
        }
    }

    @Test
    void isGoneOnWithByTheNextHost() throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "1000");
        assertThat(SwitchingHost.run(bench, "second", "verify")).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            manager.recover();
            OperationStatus recovered = manager.operations().list().get(0);
            manager.operations().follow(recovered.id()).await();

            requireWhole(manager, List.of(SECOND));
        }
    }

    @Test
    void isLeftAsItIsByWhoOnlyReads() throws Exception {
        bench.script.orderFor("second", ScriptOrder.START_MILLIS, "2000");
        assertThat(SwitchingHost.run(bench, "second", "verify")).isEqualTo(SwitchingHost.KILLED);

        try (ModelManager manager = bench.manager()) {
            manager.runtimes().list();
            manager.models().list();
            OperationStatus dead = manager.operations().list().get(0);

            assertThat(dead.kind()).isEqualTo(OperationKind.ACTIVATE);
            assertThat(dead.state()).isEqualTo(OperationState.INTERRUPTED);
            assertThat(dead.endedAt()).isEmpty();
            assertThat(dead.failure())
                    .hasValueSatisfying(why -> assertThat(why.message())
                            .contains(dead.id().value())
                            .contains("ended before the work did"));
            assertThat(dead.steps())
                    .filteredOn(step -> step.name().equals("verify"))
                    .extracting(Step::state)
                    .containsExactly(Step.State.INTERRUPTED);
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
            manager.runtimes().activate(request(SECOND)).await();
            requireWhole(manager, List.of(SECOND));
        }
    }

    private static List<String> stepsOf(Operation<RuntimeStatus> operation) {
        return operation.status().steps().stream().map(Step::name).toList();
    }

    private void requireWhole(ModelManager manager, List<ModelRef> allowed) throws InterruptedException {
        ModelRef active = manager.runtimes().activeModels().get(RUNTIME);
        assertThat(active).isIn(allowed);
        assertThat(bench.served()).contains(active.name());
        assertThat(manager.runtimes().probe(RUNTIME).state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(bench.servers()).hasSize(1);
        assertThat(manager.operations().list())
                .allMatch(operation -> operation.state().isTerminal());
    }
}
