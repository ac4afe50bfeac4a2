package dev.venom.runtime.core.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.SearchRequest;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationId;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.Host;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.Models;
import dev.venom.runtime.core.Operations;
import dev.venom.runtime.core.Runtimes;
import dev.venom.runtime.spi.runtime.HealthReport.Health;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ViewsTest {
    private static final int THREADS = 16;
    private static final ModelRef MISSING = ModelRef.parse("sound:missing");
    private static final OperationId UNKNOWN = new OperationId("unknown");
    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            SearchRequest.class,
            SearchRequest.of("x"),
            String.class,
            "one",
            int.class,
            1,
            InstallRequest.class,
            InstallRequest.of(SoundProvider.MODEL),
            ModelRef.class,
            SoundProvider.MODEL,
            VerifyRequest.class,
            VerifyRequest.all(),
            OperationId.class,
            UNKNOWN,
            WhenBusy.class,
            WhenBusy.REFUSE,
            Collection.class,
            List.of(),
            ActivationRequest.class,
            ActivationRequest.of("one", SoundProvider.MODEL));

    private final FakeMachine machine = new FakeMachine();

    @TempDir
    private Path directory;

    @BeforeEach
    void layOut() throws Exception {
        Files.createDirectories(directory.resolve("sound"));
        Files.writeString(directory.resolve("sound/file"), SoundProvider.CONTENT);
    }

    private ModelManager open() {
        return ModelManager.builder()
                .withoutDiscovery()
                .environment(Map.of("VENOM_LOG_DIR", directory.resolve("logs").toString()))
                .cacheDirectory(directory)
                .provider(new SoundProvider(directory.resolve("sound/file")))
                .driver(machine.driver())
                .supervisor(machine.supervisor())
                .runtime(RuntimeSpec.builder("one", "fake", URI.create("http://127.0.0.1:9"))
                        .command(List.of("serve"))
                        .build())
                .build();
    }

    static Stream<Method> calls() {
        return Stream.of(Models.class, Runtimes.class, Operations.class, Host.class)
                .flatMap(view -> Arrays.stream(view.getMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers())
                        && !method.getName().equals("cacheDirectory"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsRefusedOnceTheManagerIsClosed(Method call) {
        ModelManager manager = open();
        Object view = viewOf(manager, call.getDeclaringClass());
        manager.close();

        assertThat(catchThrowable(() -> invoke(call, view))).isInstanceOfSatisfying(VenomException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refused).hasMessage("This ModelManager is closed.");
        });
    }

    @Test
    void theManagerItselfRefusesWhatNeedsItOpen() {
        ModelManager manager = open();
        manager.close();

        assertThatThrownBy(manager::recover).hasMessage("This ModelManager is closed.");
        assertThatThrownBy(() -> manager.addListener(event -> {})).hasMessage("This ModelManager is closed.");
        assertThat(manager.host().cacheDirectory()).isEqualTo(directory.toAbsolutePath());
        manager.close();
    }

    @Test
    void aManagerHasOneViewOfEachKind() {
        try (ModelManager manager = open()) {
            assertThat(manager.models()).isSameAs(manager.models());
            assertThat(manager.runtimes()).isSameAs(manager.runtimes());
            assertThat(manager.operations()).isSameAs(manager.operations());
            assertThat(manager.host()).isSameAs(manager.host());
        }
    }

    @Test
    void findIsEmptyWhereTheOthersSayWhatIsMissing() {
        try (ModelManager manager = open()) {
            assertThat(manager.models().find(SoundProvider.MODEL))
                    .contains(manager.models().get(SoundProvider.MODEL));
            assertThat(manager.models().find(MISSING)).isEmpty();
            assertThat(manager.operations().find(UNKNOWN)).isEmpty();

            assertMissing(
                    ErrorCode.NOT_INSTALLED,
                    "sound:missing",
                    () -> manager.models().get(MISSING));
            assertMissing(
                    ErrorCode.NOT_INSTALLED,
                    "sound:missing",
                    () -> manager.models().remove(MISSING));
            assertMissing(
                    ErrorCode.INVALID_REQUEST,
                    "unknown",
                    () -> manager.operations().follow(UNKNOWN));
            assertMissing(
                    ErrorCode.INVALID_REQUEST,
                    "unknown",
                    () -> manager.operations().retry(UNKNOWN));
            assertMissing(
                    ErrorCode.RUNTIME_NOT_FOUND, "two", () -> manager.runtimes().status("two"));
            assertMissing(
                    ErrorCode.RUNTIME_NOT_FOUND, "two", () -> manager.runtimes().spec("two"));
            assertMissing(
                    ErrorCode.RUNTIME_NOT_FOUND, "two", () -> manager.runtimes().planUnit("two"));
        }
    }

    @Test
    void aHostCanWrapAView() throws InterruptedException {
        try (ModelManager manager = open()) {
            Fake<Models> notes = Fake.of(Models.class);
            Models models = notes.noting(manager.models());

            assertThat(models.install(InstallRequest.of(SoundProvider.MODEL))
                            .await()
                            .ref())
                    .isEqualTo(SoundProvider.MODEL);
            assertMissing(ErrorCode.NOT_INSTALLED, "sound:missing", () -> models.get(MISSING));

            assertThat(notes.calls()).hasSize(2).last().isEqualTo("get[sound:missing]");
        }
    }

    @Test
    void manyThreadsCallAtOnce() throws Exception {
        try (ModelManager manager = open()) {
            List<Callable<Object>> calls = List.of(
                    () -> manager.models().list(),
                    () -> manager.models().find(SoundProvider.MODEL),
                    () -> manager.models()
                            .plan(InstallRequest.of(SoundProvider.MODEL))
                            .totalBytes(),
                    () -> manager.models()
                            .install(InstallRequest.of(SoundProvider.MODEL))
                            .await()
                            .ref(),
                    () -> manager.runtimes().list().get(0).state(),
                    () -> manager.runtimes().spec("one").id(),
                    () -> manager.runtimes().activeModels(),
                    () -> manager.operations().find(UNKNOWN),
                    () -> manager.host().report().disk().directory(),
                    () -> manager.host().examine().stream()
                            .map(verdict -> verdict.check())
                            .toList());

            assertThat(answers(calls))
                    .hasSize(calls.size())
                    .allSatisfy((call, answers) -> assertThat(answers).hasSize(1));
            assertThat(manager.operations().list())
                    .allMatch(status -> status.state().isTerminal());
        }
    }

    @Test
    void operationsAreRecoveredWithoutKeepingRuntimesUp() throws Exception {
        Operation<?> lost = lostStart();

        try (ModelManager manager = open()) {
            manager.operations().recover();

            Operation<?> continued = manager.operations().follow(lost.id());
            continued.await();
            assertThat(continued.status().state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(threads()).noneMatch(name -> name.startsWith("venom-keeper"));

            manager.recover();

            assertThat(threads()).anyMatch(name -> name.startsWith("venom-keeper"));
        }
    }

    /** A start of a process that closed in the middle of it. */
    private Operation<?> lostStart() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        machine.health = Health.UNHEALTHY;
        machine.onStart.add(started::countDown);
        try (ModelManager gone = open()) {
            Operation<?> start = gone.runtimes().start("one", WhenBusy.REFUSE);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            return start;
        } finally {
            machine.health = Health.HEALTHY;
        }
    }

    /** What each call answered to all threads, which begin together. */
    private static Map<Integer, Set<Object>> answers(List<Callable<Object>> calls) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Object>>> asked = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                asked.add(threads.submit(() -> {
                    together.await();
                    List<Object> answers = new ArrayList<>();
                    for (Callable<Object> call : calls) {
                        answers.add(call.call());
                    }
                    return answers;
                }));
            }
            Map<Integer, Set<Object>> byCall = new TreeMap<>();
            for (Future<List<Object>> one : asked) {
                List<Object> answers = one.get();
                for (int call = 0; call < answers.size(); call++) {
                    byCall.computeIfAbsent(call, first -> new HashSet<>()).add(answers.get(call));
                }
            }
            return byCall;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private static Object viewOf(ModelManager manager, Class<?> view) {
        return Stream.of(manager.models(), manager.runtimes(), manager.operations(), manager.host())
                .filter(view::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static void invoke(Method call, Object view) throws Throwable {
        Consumer<String> receiver = line -> {};
        Object[] arguments = Arrays.stream(call.getParameterTypes())
                .map(type -> type == Consumer.class ? receiver : ARGUMENTS.get(type))
                .toArray();
        assertThat(arguments).as("arguments for " + call).doesNotContainNull();
        try {
            call.invoke(view, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void assertMissing(ErrorCode code, String name, Callable<?> call) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(VenomException.class, missing -> {
            assertThat(missing.code()).isEqualTo(code);
            assertThat(missing).hasMessageContaining(name);
        });
    }
}
