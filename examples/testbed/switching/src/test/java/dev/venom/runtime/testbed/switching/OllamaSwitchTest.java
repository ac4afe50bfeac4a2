package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.ActivationTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.Step;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.provider.ollama.OllamaDriver;
import dev.venom.runtime.provider.ollama.OllamaProvider;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.ollama.LocalDaemon;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon of somebody else's: models come and go in it, and it is never restarted. */
@Timeout(120)
class OllamaSwitchTest {
    private static final String RUNTIME = "ollama";
    private static final ModelRef TINY = ModelRef.of("ollama", "tiny:270m");
    private static final ModelRef OTHER = ModelRef.of("ollama", "other:latest");

    @TempDir
    private Path directory;

    private LocalDaemon daemon;

    @BeforeEach
    void setUp() {
        daemon =
                LocalDaemon.over(directory.resolve("models")).version("0.32.15").start();
        daemon.store().put("tiny:270m", ModelImage.tinyLlama());
        daemon.store().put("other", ModelImage.tinyLlama());
        daemon.store().put("theirs", ModelImage.tinyLlama());
    }

    @AfterEach
    void tearDown() {
        daemon.close();
    }

    @Test
    void switchesInPlaceAndLeavesWhatOthersLoaded() throws Exception {
        loadForSomebodyElse();
        try (ModelManager manager = manager()) {
            manager.runtimes().activate(request(TINY)).await();
            assertThat(loaded()).containsExactlyInAnyOrder("theirs:latest", "tiny:270m");

            Operation<RuntimeStatus> switching = manager.runtimes().activate(request(OTHER));
            switching.await();

            assertThat(loaded()).containsExactlyInAnyOrder("theirs:latest", "other:latest");
            assertThat(switching.status().steps())
                    .extracting(Step::name)
                    .containsExactly("validate", "drain", "stop", "configure", "start", "verify", "commit");
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, OTHER);
            assertThat(Files.readString(directory.resolve("cache/runtimes/ollama.env")))
                    .isEqualTo("LLM_MODEL_NAME=other:latest\n");

            manager.runtimes().deactivate(RUNTIME, WhenBusy.REFUSE).await();
            assertThat(loaded()).containsExactly("theirs:latest");
            assertThat(manager.runtimes().activeModels()).isEmpty();
        }
    }

    @Test
    void loadsTheFormerModelAgainWhereTheNewOneDoesNotLoad() throws Exception {
        try (ModelManager manager = manager()) {
            manager.runtimes().activate(request(TINY)).await();
            daemon.scheduler().failLoads("model requires more system memory (9.0 GiB) than is available (2.0 GiB)");
            Thread recovery = new Thread(() -> {
                while (!Files.isRegularFile(directory.resolve("seen"))) {
                    Thread.onSpinWait();
                }
                daemon.scheduler().recover();
            });
            recovery.start();
            Operation<RuntimeStatus> failing = manager.runtimes().activate(request(OTHER));
            while (!failing.status().phase().equals("roll back")
                    && !failing.status().state().isTerminal()) {
                Thread.onSpinWait();
            }
            Files.createFile(directory.resolve("seen"));
            recovery.join();

            VenomException failure = failureOf(failing);
            assertThat(failure).hasMessageContaining("more system memory");
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, TINY);
        }
    }

    @Test
    void refusesToBeStoppedAndSaysSoWhereItIsNotThere() throws Exception {
        try (ModelManager manager = manager()) {
            assertThatThrownBy(() -> manager.runtimes().stop(RUNTIME, WhenBusy.REFUSE))
                    .isInstanceOfSatisfying(
                            VenomException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
            manager.runtimes().activate(request(TINY)).await();
            daemon.close();
            VenomException failure = failureOf(manager.runtimes().activate(request(OTHER)));
            assertThat(failure.code()).isIn(ErrorCode.RUNTIME_UNHEALTHY, ErrorCode.NOT_INSTALLED);
            assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, TINY);
        }
    }

    @Test
    void actsOnNoOtherDaemonThanTheOneThatIsConfigured() throws Exception {
        try (ModelManager manager = found(daemon.url().toString())) {
            manager.runtimes().activate(request(TINY)).await();
        }
        String silent = "http://127.0.0.1:" + LoopbackPort.free().number();
        try (ModelManager manager = found(silent)) {
            assertThatThrownBy(() -> manager.runtimes().activate(request(OTHER)))
                    .isInstanceOfSatisfying(VenomException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_NOT_FOUND);
                        assertThat(failure).hasMessageContaining("nothing answers at " + silent);
                    });
            assertThatThrownBy(() -> manager.runtimes().deactivate(RUNTIME, WhenBusy.REFUSE))
                    .hasMessageContaining("nothing answers at " + silent);
            assertThat(manager.runtimes().list())
                    .noneMatch(status -> status.id().equals(RUNTIME));
        }
        assertThat(loaded()).containsExactly("tiny:270m");
    }

    @Test
    void keepsWhatItKnowsOfTwoDaemonsApart() throws Exception {
        try (ModelManager manager = found(daemon.url().toString())) {
            manager.runtimes().activate(request(TINY)).await();
        }
        try (LocalDaemon second =
                LocalDaemon.over(directory.resolve("models")).version("0.32.15").start()) {
            second.store().put("tiny:270m", ModelImage.tinyLlama());
            second.store().put("other", ModelImage.tinyLlama());
            try (ModelManager manager = found(second.url().toString())) {
                assertThat(manager.runtimes().status(RUNTIME).activeModel()).isEmpty();
                manager.runtimes().activate(request(OTHER)).await();
                assertThat(manager.runtimes().activeModels()).containsEntry(RUNTIME, OTHER);
            }
        }
        assertThat(loaded()).containsExactly("tiny:270m");
        try (ModelManager manager = found(daemon.url().toString())) {
            assertThat(manager.runtimes().status(RUNTIME).activeModel()).contains(TINY);
        }
    }

    /** A host without a description, to which the daemon is what is found. */
    private ModelManager found(String address) {
        return ModelManager.builder()
                .environment(Map.of(
                        "OLLAMA_HOST",
                        address,
                        "OLLAMA_MODELS",
                        directory.resolve("models").toString()))
                .withoutDiscovery()
                .cacheDirectory(directory.resolve("cache"))
                .provider(new OllamaProvider())
                .driver(new OllamaDriver())
                .build();
    }

    private void loadForSomebodyElse() throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(daemon.url().resolve("/api/generate"))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"theirs\",\"keep_alive\":-1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(loaded()).containsExactly("theirs:latest");
    }

    private List<String> loaded() {
        return daemon.scheduler().loaded().stream()
                .map(model -> model.model().name().model() + ":"
                        + model.model().name().tag())
                .toList();
    }

    private static ActivationRequest request(ModelRef ref) {
        return ActivationRequest.of(RUNTIME, ref);
    }

    private ModelManager manager() {
        return ModelManager.builder()
                .environment(Map.of(
                        "OLLAMA_HOST",
                        daemon.url().toString(),
                        "OLLAMA_MODELS",
                        directory.resolve("models").toString()))
                .withoutDiscovery()
                .cacheDirectory(directory.resolve("cache"))
                .provider(new OllamaProvider())
                .driver(new OllamaDriver())
                .runtime(RuntimeSpec.builder(
                                RUNTIME, "ollama", URI.create(daemon.url().toString()))
                        .build())
                .build();
    }
}
