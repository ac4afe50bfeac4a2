package dev.venom.runtime.provider.ollama.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstallState;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.model.ModelVerification;
import dev.venom.runtime.api.model.VerifyRequest;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationState;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.spi.testkit.LoopbackPort;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.fault.Fault;
import dev.venom.runtime.testbed.hub.fault.Gate;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.GeneratedGguf;
import dev.venom.runtime.testbed.ollama.image.Layer;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.real.RealPart;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Venom does with a real Ollama of some version, and a registry that can be held up. */
abstract class RealOllamaScenarios {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** A plan looks at the header of the weights, at most at so much of it. */
    private static final long HEADER_BYTES = 2_000_000;

    private static final ModelImage TINY = ModelImage.tinyLlama();

    @TempDir
    private Path directory;

    private Path program;
    private int port;
    private ModelManager manager;

    abstract String version();

    @BeforeEach
    void open() throws Exception {
        program = RealPart.bring("ollama.sh", version());
        port = LoopbackPort.free().number();
    }

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
        }
    }

    @Test
    void aModelMadeOfAGgufIsListedLoadedUnloadedAndRemoved() throws Exception {
        requireEngine();
        try (RealOllama ollama = RealOllama.start(program, directory, port)) {
            ollama.create("own", gguf(TINY.weights()), TINY.weights().sha256());
            ModelRef ref = ModelRef.parse("ollama:own:latest");
            ModelManager venom = venom(Map.of());

            InstalledModel model = venom.models().get(ref);
            assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(model.description().architectures()).contains("llama");
            assertThat(venom.runtimes().status("ollama").state()).isEqualTo(RuntimeState.ONLINE);

            venom.runtimes().activate(ActivationRequest.of("ollama", ref)).await();
            assertThat(ollama.get("/api/ps")).contains("\"own:latest\"");
            assertThat(venom.runtimes().activeModels()).containsEntry("ollama", ref);

            venom.runtimes().deactivate("ollama", WhenBusy.REFUSE).await();
            Eventually.holds("the model is unloaded", () -> !running(ollama).contains("own:latest"));

            venom.models().remove(ref).await();
            assertThat(ollama.get("/api/tags")).doesNotContain("own:latest");
            assertThat(venom.models().list()).isEmpty();
        }
    }

    @Test
    void aModelInstalledFromTheRegistryIsRunWithoutFetchingAByte() throws Exception {
        ModelRef ref = ModelRef.parse("ollama:tiny:latest");
        try (LocalRegistry registry = LocalRegistry.with("tiny", TINY)) {
            install(registry, ref, InstallRequest.Route.REGISTRY);
        }
        // Whoever wanted a byte of it now would fail: the registry is gone.
        try (RealOllama ollama = RealOllama.start(program, directory, port)) {
            assertThat(ollama.get("/api/tags")).contains("\"tiny:latest\"");
            assertThat(ollama.post("/api/show", "{\"model\":\"tiny\"}")).contains("\"quantization_level\":\"F16\"");
            assertThat(manager.models()
                            .verify(new VerifyRequest(Optional.of(ref), VerifyRequest.OnDamage.REPORT))
                            .await())
                    .singleElement()
                    .matches(ModelVerification::ok);
            if (runsModels()) {
                ollama.generate("tiny");
            }
        }
    }

    @Test
    void aDaemonThatStartsAndPrunesInTheMiddleOfAnInstallTakesNothingAway() throws Exception {
        ModelRef ref = ModelRef.parse("ollama:pieces:latest");
        ModelImage image = ModelImage.builder()
                .weights(TINY.weights().content())
                .template("{{ .Prompt }}")
                .pieces(28, 200_000)
                .build();
        try (LocalRegistry registry = LocalRegistry.with("pieces", image)) {
            Gate gate = new Gate();
            registry.faults()
                    .onCdn("**/" + image.weights().digest())
                    .method("GET")
                    .always(Fault.stallAfter(1_500_000, gate));
            ModelManager venom = venom(Map.of("OLLAMA_REGISTRY", registry.url().toString()));
            Operation<InstalledModel> install = venom.models()
                    .install(InstallRequest.builder(ref)
                            .via(InstallRequest.Route.REGISTRY)
                            .build());
            assertThat(gate.awaitArrivals(1, LIMIT)).isTrue();

            try (RealOllama ollama = RealOllama.start(program, directory, port)) {
                gate.open();
                install.await();
                assertThat(ollama.get("/api/tags")).contains("\"pieces:latest\"");
                assertAllBlobsOf(image);
                assertThat(registry.requests().served(image.weights().sha256()).repeated())
                        .isLessThan(HEADER_BYTES);
                if (runsModels()) {
                    ollama.generate("pieces");
                }
            }
        }
    }

    @Test
    void daemonsThatComeAndGoDuringInstallsLeaveTheModelsWhole() throws Exception {
        ModelImage image = ModelImage.builder()
                .weights(TINY.weights().content())
                .template("{{ .Prompt }}")
                .pieces(28, 20_000)
                .build();
        try (LocalRegistry registry = LocalRegistry.with("pieces", image)) {
            registry.content().put("tiny", TINY);
            ModelManager venom = venom(Map.of("OLLAMA_REGISTRY", registry.url().toString()));
            CompletableFuture<Void> installs = CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 3; round++) {
                    for (String name : List.of("pieces", "tiny")) {
                        ModelRef ref = ModelRef.parse("ollama:" + name + ":latest");
                        await(venom.models()
                                .install(InstallRequest.builder(ref)
                                        .via(InstallRequest.Route.REGISTRY)
                                        .build()));
                        if (round < 2) {
                            await(venom.models().remove(ref));
                        }
                    }
                }
            });
            while (!installs.isDone()) {
                RealOllama.start(program, directory, port).close();
            }
            installs.get();
        }
        try (RealOllama ollama = RealOllama.start(program, directory, port)) {
            assertThat(ollama.get("/api/tags")).contains("\"pieces:latest\"", "\"tiny:latest\"");
            assertAllBlobsOf(image);
            assertAllBlobsOf(TINY);
        }
    }

    @Test
    void aPullThroughTheDaemonIsCancelledAndTakenUpAgain() throws Exception {
        int size = 60_000_000;
        ModelImage image =
                ModelImage.builder().weights(GeneratedGguf.create(size, 5)).build();
        try (RealOllama ollama = RealOllama.start(program, directory, port);
                LocalRegistry registry = LocalRegistry.builder()
                        .model("large", image)
                        .bytesPerSecond(15_000_000)
                        .start()) {
            ModelRef ref = ModelRef.parse("ollama:" + registry.host() + "/library/large:latest");
            ModelManager venom = venom(Map.of());
            InstallRequest request = InstallRequest.builder(ref)
                    .via(InstallRequest.Route.DAEMON)
                    .allowInsecure()
                    .allowIncompatible()
                    .build();

            Operation<InstalledModel> first = venom.models().install(request);
            Eventually.holds("a part is there", () -> first.status().progress().doneBytes() > size / 4);
            venom.operations().cancel(first.id());
            assertThatThrownBy(first::await)
                    .isInstanceOfSatisfying(
                            VenomException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(first.status().state()).isEqualTo(OperationState.CANCELLED);
            assertThat(ollama.get("/api/tags")).doesNotContain("large");

            InstalledModel model = venom.models().install(request).await();

            assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(ollama.get("/api/tags")).contains("library/large:latest");
            // What the daemon had in its hands when it was told to stop may come again, the rest may not.
            assertThat(registry.requests().served(image.weights().sha256()).repeated())
                    .isLessThan(size / 4);
            assertAllBlobsOf(image);
        }
    }

    @Test
    void aPullThatAnotherClientBeganIsJoined() throws Exception {
        int size = 60_000_000;
        ModelImage image =
                ModelImage.builder().weights(GeneratedGguf.create(size, 6)).build();
        try (RealOllama ollama = RealOllama.start(program, directory, port);
                LocalRegistry registry = LocalRegistry.builder()
                        .model("large", image)
                        .bytesPerSecond(15_000_000)
                        .start()) {
            String name = registry.host() + "/library/large:latest";
            CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> pull(ollama, name));
            Eventually.holds(
                    "the pull has begun",
                    () -> registry.requests().served(image.weights().sha256()).total() > size / 10);

            InstalledModel model = venom(Map.of())
                    .models()
                    .install(InstallRequest.builder(ModelRef.parse("ollama:" + name))
                            .via(InstallRequest.Route.DAEMON)
                            .allowInsecure()
                            .allowIncompatible()
                            .build())
                    .await();

            assertThat(model.state()).isEqualTo(InstallState.COMPLETE);
            assertThat(other.get()).contains("success");
            assertThat(registry.requests().served(image.weights().sha256()).repeated())
                    .isLessThan(HEADER_BYTES);
        }
    }

    @Test
    void aRealModelInstalledByVenomAnswers() throws Exception {
        requireEngine();
        Path gemma = RealPart.bring("gemma.sh");
        ModelImage image = ModelImage.builder()
                .weights(Content.of(gemma))
                .family("gemma3")
                .quantization("Q4_K_M")
                .template("{{ .Prompt }}")
                .build();
        try (LocalRegistry registry = LocalRegistry.with("gemma3:270m", image)) {
            install(registry, ModelRef.parse("ollama:gemma3:270m"), InstallRequest.Route.REGISTRY);
        }
        assertThat(manager.models().list()).singleElement().satisfies(model -> {
            assertThat(model.description().architectures()).containsExactly("gemma3");
            assertThat(model.description().parameters().orElse(0)).isBetween(250_000_000L, 450_000_000L);
        });
        try (RealOllama ollama = RealOllama.start(program, directory, port)) {
            assertThat(ollama.generate("gemma3:270m"))
                    .contains("\"eval_count\":8")
                    .containsPattern("\"response\":\" ?[A-Za-z]");
        }
    }

    private boolean runsModels() {
        Path engine =
                program.getParent().resolveSibling("lib").resolve("ollama").resolve("llama-server");
        return version().startsWith("0.11.") || Files.exists(engine);
    }

    private void requireEngine() {
        Assumptions.assumeTrue(
                runsModels(),
                "Ollama " + version() + " has no llama-server here: set VENOM_LLAMA_CPP to its directory");
    }

    private ModelManager venom(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OLLAMA_HOST", "127.0.0.1:" + port,
                "OLLAMA_MODELS", directory.resolve("models").toString(),
                "HOME", directory.resolve("home").toString()));
        environment.putAll(settings);
        manager = ModelManager.builder()
                .environment(environment)
                .cacheDirectory(directory.resolve("cache"))
                .build();
        return manager;
    }

    private void install(LocalRegistry registry, ModelRef ref, InstallRequest.Route route) throws Exception {
        venom(Map.of("OLLAMA_REGISTRY", registry.url().toString()))
                .models()
                .install(InstallRequest.builder(ref).via(route).build())
                .await();
    }

    private void assertAllBlobsOf(ModelImage image) {
        assertThat(image.blobs())
                .allSatisfy(layer -> assertThat(directory.resolve("models/blobs/sha256-" + layer.sha256()))
                        .hasSize(layer.size()));
    }

    private Path gguf(Layer weights) throws IOException {
        Path file = directory.resolve("model.gguf");
        try (WritableByteChannel channel = Channels.newChannel(Files.newOutputStream(file))) {
            weights.content().writeTo(channel::write, 0, weights.size());
        }
        return file;
    }

    private static String pull(RealOllama ollama, String name) {
        try {
            return ollama.post("/api/pull", "{\"model\":\"" + name + "\",\"insecure\":true}");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String running(RealOllama ollama) {
        try {
            return ollama.get("/api/ps");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Operation<?> operation) {
        try {
            operation.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
