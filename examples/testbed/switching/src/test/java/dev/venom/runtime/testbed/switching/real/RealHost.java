package dev.venom.runtime.testbed.switching.real;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.event.RuntimeEvent;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.api.operation.OperationStatus;
import dev.venom.runtime.api.runtime.ActivationRequest;
import dev.venom.runtime.api.runtime.ActivationRequest.Drain;
import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.api.runtime.RuntimeSpecBuilder;
import dev.venom.runtime.api.runtime.RuntimeState;
import dev.venom.runtime.api.runtime.RuntimeStatus;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.provider.ollama.OllamaDriver;
import dev.venom.runtime.provider.ollama.OllamaProvider;
import dev.venom.runtime.supervisor.process.ProcessSupervisor;
import dev.venom.runtime.supervisor.systemd.SystemdSupervisor;
import dev.venom.runtime.testbed.switching.FolderProvider;
import dev.venom.runtime.testbed.switching.InstalledDriver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A host with one real server, which a supervisor of some kind runs. */
final class RealHost implements AutoCloseable {
    static final String UNIT = "venom-real.service";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    final ModelManager manager;
    private final RuntimeSpec spec;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Who runs the server. */
    enum Keeper {
        PROCESS,
        SYSTEMD
    }

    private RealHost(RuntimeSpec spec, ModelManager manager) {
        this.spec = spec;
        this.manager = manager;
    }

    /** Opens a host; under systemd its unit is the one that the library writes. */
    static RealHost open(Path directory, RuntimeSpecBuilder description, Keeper keeper) {
        if (keeper == Keeper.SYSTEMD) {
            description.unit(UNIT);
        }
        RuntimeSpec spec = description.build();
        ModelManager manager = ModelManager.builder()
                .environment(Map.of(
                        "VENOM_LOG_DIR", directory.resolve("logs").toString(),
                        "OLLAMA_HOST", spec.baseUri().toString(),
                        "OLLAMA_MODELS", directory.resolve("store").toString()))
                .withoutDiscovery()
                .cacheDirectory(directory.resolve("cache"))
                .provider(new FolderProvider(directory.resolve("models")))
                .provider(new OllamaProvider())
                .driver(InstalledDriver.of("vllm"))
                .driver(InstalledDriver.of("openai"))
                .driver(new OllamaDriver())
                .supervisor(new ProcessSupervisor())
                .supervisor(new SystemdSupervisor())
                .runtime(spec)
                .build();
        if (keeper == Keeper.SYSTEMD) {
            manager.runtimes().installUnit(spec.id());
        }
        return new RealHost(spec, manager);
    }

    OperationStatus activate(ModelRef model) throws InterruptedException {
        Operation<RuntimeStatus> switching = manager.runtimes().activate(request(model));
        switching.await();
        assertThat(manager.runtimes().activeModels()).containsEntry(spec.id(), model);
        return switching.status();
    }

    /** Activates what does not work; what served before has to serve again. */
    OperationStatus activateInVain(ModelRef broken, ModelRef former) throws InterruptedException {
        ActivationRequest request = new ActivationRequest(spec.id(), broken, Drain.WAIT, WhenBusy.REFUSE, true);
        Operation<RuntimeStatus> switching = manager.runtimes().activate(request);
        try {
            switching.await();
            throw new AssertionError(broken + " was activated");
        } catch (VenomException failure) {
            System.out.println("FAILURE | " + failure.code() + " | " + failure.getMessage());
            assertThat(failure.getMessage()).contains("The former model " + former + " serves again");
            assertThat(failure.code()).isEqualTo(ErrorCode.RUNTIME_UNHEALTHY);
        }
        assertThat(manager.runtimes().activeModels()).containsEntry(spec.id(), former);
        assertThat(manager.runtimes().probe(spec.id()).state()).isEqualTo(RuntimeState.ONLINE);
        return switching.status();
    }

    void stop() throws InterruptedException {
        manager.runtimes().stop(spec.id(), WhenBusy.REFUSE).await();
    }

    void start() throws InterruptedException {
        manager.runtimes().start(spec.id(), WhenBusy.REFUSE).await();
    }

    RuntimeStatus status() {
        return manager.runtimes().status(spec.id());
    }

    /** What the host says of the runtime from now on, until it is what is waited for. */
    CompletableFuture<RuntimeStatus> next(Predicate<RuntimeStatus> wanted) {
        CompletableFuture<RuntimeStatus> seen = new CompletableFuture<>();
        AutoCloseable listening = manager.addListener(event -> {
            if (event instanceof RuntimeEvent change && wanted.test(change.status())) {
                seen.complete(change.status());
            }
        });
        return seen.whenComplete((status, failure) -> close(listening));
    }

    static RuntimeStatus await(CompletableFuture<RuntimeStatus> change) throws InterruptedException {
        try {
            return change.get(LIMIT.toSeconds(), SECONDS);
        } catch (ExecutionException | TimeoutException never) {
            throw new AssertionError(never);
        }
    }

    int get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    }

    /** What a page says; nothing where nobody answers. */
    String read(String path) {
        try {
            return http.send(request(path).build(), BodyHandlers.ofString()).body();
        } catch (IOException nobody) {
            return "";
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    String post(String path, String json) throws IOException, InterruptedException {
        return http.send(request(path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString())
                .body();
    }

    void post(String path, Path file) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(path).POST(BodyPublishers.ofFile(file)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    /** A request whose answer is not waited for. */
    CompletableFuture<HttpResponse<Void>> begin(String path, String json) {
        return http.sendAsync(request(path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.discarding());
    }

    /** Stops the server, whatever state a test left it in, and takes its unit away. */
    @Override
    public void close() {
        try (manager) {
            manager.runtimes().stop(spec.id(), WhenBusy.WAIT).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(spec.baseUri() + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json");
    }

    private ActivationRequest request(ModelRef model) {
        return ActivationRequest.of(spec.id(), model);
    }

    private static void close(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
