package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.DAMAGED;
import static dev.venom.runtime.testbed.switching.SwitchFixture.ENCODER;
import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.LISTENER;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RANKER;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.Sample;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import dev.venom.runtime.testbed.vllm.script.StartFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ActivationTest {
    @TempDir
    private Path directory;

    private SwitchFixture bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = SwitchFixture.make(directory);
    }

    @AfterEach
    void leaveNothing() {
        bench.killServers();
    }

    @Test
    void switchesFromOneModelToAnother() throws Exception {
        try (ModelManager manager = bench.manager()) {
            RuntimeStatus first = manager.runtimes().activate(request(FIRST)).await();
            assertThat(first.state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(first.activeModel()).contains(FIRST);
            assertThat(bench.served()).contains("first");

            Operation<RuntimeStatus> second = manager.runtimes().activate(request(SECOND));
            second.await();

            assertThat(bench.served()).contains("second");
            assertThat(second.status().steps())
                    .extracting(Step::name)
                    .containsExactly("validate", "drain", "stop", "configure", "start", "verify", "commit");
            assertThat(second.status().steps()).extracting(Step::state).containsOnly(Step.State.SUCCEEDED);
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, SECOND);
            assertThat(manager.models().get(SECOND).lastUsedAt()).isPresent();
            assertThat(Files.readString(bench.environmentOfRuntime()))
                    .contains("LLM_MODEL_NAME=second")
                    .contains("VLLM_ACTIVE_MODEL=" + directory.resolve("models/second"));
            assertThat(bench.servers()).hasSize(1);
        }
    }

    @Test
    void provesAnEncoderByAnEmbedding() throws Exception {
        try (ModelManager manager = bench.manager()) {
            assertThat(manager.runtimes().activate(request(ENCODER)).await().state())
                    .isEqualTo(RuntimeState.ONLINE);
            assertThat(bench.served()).contains("encoder");
        }
    }

    @Test
    void provesWhatRanksAndWhatListensInTheirOwnWay() throws Exception {
        try (ModelManager manager = bench.manager()) {
            Operation<RuntimeStatus> ranker = manager.runtimes().activate(request(RANKER));
            assertThat(ranker.await().state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(ranker.status().log())
                    .anySatisfy(line -> assertThat(line).contains("the model ranker produced a rank"));
            assertThat(manager.runtimes().sample(RUNTIME, "What is tea?\nA drink."))
                    .isInstanceOf(Sample.Scores.class);

            Operation<RuntimeStatus> listener = manager.runtimes().activate(request(LISTENER));
            assertThat(listener.await().state()).isEqualTo(RuntimeState.ONLINE);
            assertThat(listener.status().log())
                    .anySatisfy(line -> assertThat(line).contains("the model listener produced a transcription"));
        }
    }

    @Test
    void restartsNothingForWhatServesAlready() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            ProcessHandle server = bench.servers().get(0);

            Operation<RuntimeStatus> again = manager.runtimes().activate(request(FIRST));
            again.await();

            assertThat(again.status().steps()).extracting(Step::name).containsExactly("validate", "verify", "commit");
            assertThat(bench.servers()).containsExactly(server);
        }
    }

    @Test
    void bringsTheFormerModelBackAndSaysWhyInTheLogsOwnWords() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            String environment = Files.readString(bench.environmentOfRuntime());

            Operation<RuntimeStatus> failing = manager.runtimes().activate(request(DAMAGED));

            VenomException failure = failureOf(failing);
            assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
            assertThat(failure)
                    .hasMessageContaining("Error while deserializing header")
                    .hasMessageContaining("The former model folder:first serves again, and has proved it.");
            assertThat(failing.status().state()).isEqualTo(OperationState.FAILED);
            // It may end before the supervisor has looked once.
            assertThat(failing.status().steps())
                    .extracting(step -> step.name() + " " + step.state())
                    .containsAnyOf("start FAILED", "verify FAILED")
                    .endsWith("roll back SUCCEEDED");
            requireFirst(manager);
            assertThat(Files.readString(bench.environmentOfRuntime())).isEqualTo(environment);
        }
    }

    @Test
    void rollsBackWhateverGoesWrongWithTheNewModel() throws Exception {
        try (ModelManager manager = bench.startTimeout(Duration.ofSeconds(5)).manager()) {
            manager.runtimes().activate(request(FIRST)).await();

            bench.script.orderFor("second", ScriptOrder.SERVED_NAME, "impostor");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND))))
                    .hasMessageContaining("It serves impostor, not second");
            requireFirst(manager);

            bench.script.clear().orderFor("second", ScriptOrder.DIE_AFTER_HEALTH, "true");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND)))).hasMessageContaining("serves again");
            requireFirst(manager);

            bench.script.clear().orderFor("second", ScriptOrder.DIE_ON_REQUEST, "true");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND)))).hasMessageContaining("serves again");
            requireFirst(manager);

            bench.script.clear().orderFor("second", ScriptOrder.FROZEN, "true");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND)))).hasMessageContaining("serves again");
            requireFirst(manager);

            bench.script.clear().orderFor("second", ScriptOrder.EMPTY_ANSWER, "true");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND)))).hasMessageContaining("without a token");
            requireFirst(manager);

            bench.script.clear().orderFor("second", ScriptOrder.NEVER_READY, "true");
            assertThat(failureOf(manager.runtimes().activate(request(SECOND))))
                    .hasMessageContaining("It was not ready after");
            requireFirst(manager);
        }
    }

    @Test
    void doesNotWaitForAStartThatWillFailAgain() throws Exception {
        try (ModelManager manager = bench.startTimeout(Duration.ofSeconds(200)).manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.orderFor("second", ScriptOrder.START_FAULT, StartFault.CACHE_TOO_SMALL.label());

            assertThat(failureOf(manager.runtimes().activate(request(SECOND))))
                    .hasMessageContaining("the estimated maximum model length is 32768");
            requireFirst(manager);
        }
    }

    @Test
    void leavesABusyRuntimeAloneUnlessToldOtherwise() throws Exception {
        try (ModelManager manager = bench.drainTimeout(Duration.ofSeconds(1)).manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.order(ScriptOrder.ANSWER_MILLIS, "20000");
            CompletableFuture<HttpResponse<String>> slow = ask("first");
            awaitRunning();

            VenomException busy = failureOf(manager.runtimes().activate(request(SECOND)));
            assertThat(busy.code()).isEqualTo(ErrorCode.RUNTIME_BUSY);
            assertThat(busy)
                    .hasMessageContaining("1 requests are being answered")
                    .hasMessageContaining("Nothing has changed");
            assertThat(bench.served()).contains("first");
            assertThat(slow).isNotDone();

            bench.script.clear();
            manager.runtimes()
                    .activate(new ActivationRequest(
                            RUNTIME, SECOND, ActivationRequest.Drain.KILL, WhenBusy.REFUSE, false))
                    .await();
            assertThat(bench.served()).contains("second");
        }
    }

    @Test
    void refusesToWorkOnARuntimeThatAnotherOperationHolds() throws Exception {
        bench.script.order(ScriptOrder.START_MILLIS, "3000");
        try (ModelManager manager = bench.manager();
                ModelManager other = bench.manager()) {
            Operation<RuntimeStatus> running = manager.runtimes().activate(request(FIRST));

            assertThatThrownBy(() -> other.runtimes().activate(request(SECOND)))
                    .isInstanceOfSatisfying(VenomException.class, busy -> {
                        assertThat(busy.code()).isEqualTo(ErrorCode.RUNTIME_BUSY);
                        assertThat(busy).hasMessageContaining(running.id().value());
                    });
            assertThatThrownBy(() -> other.runtimes().stop(RUNTIME, WhenBusy.REFUSE))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            busy -> assertThat(busy.code()).isEqualTo(ErrorCode.RUNTIME_BUSY));
            Operation<RuntimeStatus> queued = other.runtimes()
                    .activate(
                            new ActivationRequest(RUNTIME, SECOND, ActivationRequest.Drain.WAIT, WhenBusy.WAIT, false));
            running.await();
            queued.await();
            assertThat(bench.served()).contains("second");
        }
    }

    @Test
    void comesBackToTheFormerModelWhenItIsCancelled() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.orderFor("second", ScriptOrder.NEVER_READY, "true");
            Operation<RuntimeStatus> switching = manager.runtimes().activate(request(SECOND));
            awaitPhase(switching, "verify");

            switching.cancel();

            VenomException failure = failureOf(switching);
            assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(failure).hasMessageContaining("The former model folder:first serves again");
            assertThat(switching.status().state()).isEqualTo(OperationState.CANCELLED);
            requireFirst(manager);
        }
    }

    @Test
    void leavesTheRuntimeStoppedWhereItWasStopped() throws Exception {
        try (ModelManager manager = bench.manager()) {
            VenomException failure = failureOf(manager.runtimes().activate(request(DAMAGED)));

            assertThat(failure).hasMessageContaining("stands still, as it did before");
            assertThat(bench.servers()).isEmpty();
            assertThat(manager.runtimes().activeModels()).isEmpty();
            assertThat(bench.environmentOfRuntime()).doesNotExist();
        }
    }

    @Test
    void findsOutBeforeTheStopThatItsOwnFilesCannotBeWritten() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            // What stood in the file before is kept beside it: a directory in that place can't be replaced.
            Path inTheWay = bench.environmentOfRuntime().resolveSibling("vllm.env.previous");
            Files.createDirectories(inTheWay.resolve("occupied"));

            requireRefusedBeforeTheStop(manager, "vllm.env.previous");
        }
    }

    @Test
    void findsOutBeforeTheStopWhatAFileOfTheHostCannotBe() throws Exception {
        Path file = Files.writeString(directory.resolve("service.env"), "A=1\n");
        try (ModelManager manager = bench.environmentFile(file).manager()) {
            manager.runtimes().activate(request(FIRST)).await();

            Files.delete(file);
            requireRefusedBeforeTheStop(manager, "service.env");
            Files.createSymbolicLink(file, directory.resolve("nowhere"));
            requireRefusedBeforeTheStop(manager, "service.env");
            Files.delete(file);
            Files.createDirectory(file);
            requireRefusedBeforeTheStop(manager, "service.env");
        }
    }

    @Test
    void findsOutBeforeTheStopThatItCouldNotBeStarted() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
        }
        List<String> absent = List.of(directory.resolve("absent").toString(), "--model", "${model_path}");
        try (ModelManager manager = bench.command(absent).manager()) {
            requireRefusedBeforeTheStop(manager, directory.resolve("absent").toString());

            assertThat(failureOf(manager.runtimes().restart(RUNTIME, WhenBusy.REFUSE)))
                    .hasMessageContaining("absent");
            assertThat(bench.served()).contains("first");
        }
        Path script = Files.writeString(directory.resolve("serve.sh"), "#!/no/such/shell\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ModelManager manager =
                bench.command(List.of(script.toString(), "${model_path}")).manager()) {
            requireRefusedBeforeTheStop(manager, "/no/such/shell");
        }
    }

    private void requireRefusedBeforeTheStop(ModelManager manager, String named) throws InterruptedException {
        ProcessHandle server = bench.servers().get(0);
        Operation<RuntimeStatus> refused = manager.runtimes().activate(request(SECOND));

        assertThat(failureOf(refused)).hasMessageContaining(named).hasMessageContaining("Nothing has changed.");
        assertThat(refused.status().steps()).extracting(Step::name).containsExactly("validate");
        assertThat(bench.servers()).containsExactly(server);
        assertThat(bench.served()).contains("first");
        assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
    }

    @Test
    void tellsExactlyHowThingsStandWhenTheFormerModelDoesNotComeBack() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.order(ScriptOrder.START_FAULT, StartFault.CUDA_OUT_OF_MEMORY.label());

            VenomException failure = failureOf(manager.runtimes().activate(request(SECOND)));

            assertThat(failure)
                    .hasMessageContaining("CUDA out of memory")
                    .hasMessageContaining("Rolling back failed too")
                    .hasMessageContaining("does not run; its next start serves folder:first");
            bench.script.clear();
            manager.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();
            requireFirst(manager);
        }
    }

    @Test
    void finishesOffWhatHangsOnStop() throws Exception {
        try (ModelManager manager = bench.stopTimeout(Duration.ofSeconds(2)).manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.orderFor("first", ScriptOrder.HANG_ON_STOP, "true");

            manager.runtimes().activate(request(SECOND)).await();

            assertThat(bench.served()).contains("second");
            assertThat(bench.servers()).hasSize(1);
        }
    }

    @Test
    void rollsBackWhereTheModelDiesAfterItsFirstToken() throws Exception {
        bench.soakTime(Duration.ofSeconds(2));
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.orderFor("second", ScriptOrder.DIE_AFTER_ANSWER, "300");

            assertThat(failureOf(manager.runtimes().activate(request(SECOND))))
                    .hasMessageContaining("The former model folder:first serves again");

            requireFirst(manager);
        }
    }

    @Test
    void rollsBackWhenSomebodyStealsThePort() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            bench.script.orderFor("second", ScriptOrder.START_MILLIS, "1500");
            Operation<RuntimeStatus> switching = manager.runtimes().activate(request(SECOND));
            awaitPhase(switching, "verify");
            try (ServerSocket thief = new ServerSocket()) {
                thief.setReuseAddress(true);
                thief.bind(new InetSocketAddress("127.0.0.1", bench.port));
                assertThatThrownBy(switching::await).isInstanceOf(VenomException.class);
            }
            bench.script.clear();
            manager.runtimes().activate(request(FIRST)).await();
            requireFirst(manager);
        }
    }

    @Test
    void keepsAFileOfTheHostInStep() throws Exception {
        Path file = Files.writeString(
                directory.resolve("service.env"),
                "# the model\nexport LLM_MODEL_NAME='none' # set by hand\nOTHER=\"x y\"\nSECRET=s3cret\n");
        try (ModelManager manager = bench.environmentFile(file).manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            String first = Files.readString(file);
            assertThat(first)
                    .isEqualTo(
                            "# the model\nexport LLM_MODEL_NAME='first' # set by hand\nOTHER=\"x y\"\nSECRET=s3cret\n"
                                    + "VLLM_ACTIVE_MODEL=" + directory.resolve("models/first") + "\n");

            assertThat(failureOf(manager.runtimes().activate(request(DAMAGED)))).hasMessageContaining("serves again");

            assertThat(file).hasContent(first);
            assertThat(Files.readString(directory.resolve("cache/runtimes/vllm.json")))
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void refusesWhatIsNotThereBeforeAnythingChanges() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
            assertThatThrownBy(() -> manager.runtimes().activate(request(FolderProvider.ref("absent"))))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_INSTALLED));
            assertThatThrownBy(() -> manager.runtimes().activate(ActivationRequest.of("other", FIRST)))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_NOT_FOUND));
            requireFirst(manager);
        }
    }

    @Test
    void keepsAModelInUseFromBeingRemoved() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();

            assertThatThrownBy(() -> manager.models().remove(FIRST).await())
                    .isInstanceOfSatisfying(VenomException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_IN_USE);
                        assertThat(failure).hasMessageContaining(RUNTIME);
                    });

            manager.runtimes().stop(RUNTIME, WhenBusy.REFUSE).await();
            manager.models().remove(FIRST).await();
            assertThat(manager.runtimes().activeModels()).isEmpty();
        }
    }

    @Test
    void deactivatesByStopping() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();

            RuntimeStatus status =
                    manager.runtimes().deactivate(RUNTIME, WhenBusy.REFUSE).await();

            assertThat(status.state()).isEqualTo(RuntimeState.OFFLINE);
            assertThat(status.activeModel()).isEmpty();
            assertThat(bench.servers()).isEmpty();
            assertThat(bench.environmentOfRuntime()).doesNotExist();
            manager.models().remove(FIRST).await();
        }
    }

    private void requireFirst(ModelManager manager) throws InterruptedException {
        assertThat(bench.served()).contains("first");
        assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, FIRST);
        assertThat(manager.runtimes().probe(RUNTIME).state()).isEqualTo(RuntimeState.ONLINE);
        assertThat(bench.servers()).hasSize(1);
    }

    private static void awaitPhase(Operation<RuntimeStatus> switching, String phase) {
        Eventually.holds("the phase " + phase, () -> switching.status().phase().equals(phase));
    }

    private void awaitRunning() {
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bench.port + "/metrics"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        Eventually.holds(
                "a request that runs",
                () -> client.sendAsync(metrics, HttpResponse.BodyHandlers.ofString())
                        .join()
                        .body()
                        .contains("running{engine=\"0\",model_name=\"first\"} 1.0"));
    }

    private CompletableFuture<HttpResponse<String>> ask(String model) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bench.port + "/v1/completions"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"" + model + "\",\"prompt\":\"Hi\",\"max_tokens\":1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    static VenomException failureOf(Operation<?> operation) {
        return Optional.ofNullable(catchThrowableOfType(VenomException.class, operation::await))
                .orElseThrow(() -> new AssertionError("It did not fail"));
    }
}
