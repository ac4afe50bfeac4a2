package dev.venom.runtime.provider.ollama;

import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.InstallRequest;
import dev.venom.runtime.api.model.InstalledModel;
import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.api.operation.Operation;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.core.ModelManagerBuilder;
import dev.venom.runtime.provider.ollama.internal.daemon.PullDeadline;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A host with this provider, whose directories all lie below one. */
final class OllamaFixture {
    /** A port on which nobody listens: no daemon of whoever runs the tests is asked. */
    static final String NOBODY = "127.0.0.1:1";

    private static final PullDeadline SHORT =
            new PullDeadline(Duration.ofMillis(700), Duration.ofSeconds(5), Duration.ofMillis(20));

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    OllamaFixture(Path directory) {
        this.directory = directory;
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("OLLAMA_MODELS", store().toString());
        environment.put("OLLAMA_HOST", NOBODY);
        environment.put("PATH", directory.resolve("bin").toString());
    }

    OllamaFixture registry(URI address) {
        return with("OLLAMA_REGISTRY", address.toString());
    }

    OllamaFixture daemon(URI address) {
        return with("OLLAMA_HOST", address.toString());
    }

    OllamaFixture with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    OllamaFixture without(String name) {
        environment.remove(name);
        return this;
    }

    Path store() {
        return directory.resolve("store");
    }

    Path home() {
        return directory.resolve("home");
    }

    Path bin() {
        return directory.resolve("bin");
    }

    ModelManagerBuilder builder() {
        return ModelManager.builder()
                .environment(environment)
                .cacheDirectory(directory.resolve("cache"))
                .withoutDiscovery()
                .stallTimeout(Duration.ofSeconds(2))
                .noProgressTimeout(Duration.ofSeconds(8))
                .provider(new OllamaProvider(SHORT))
                .driver(new OllamaDriver());
    }

    ModelManager open() {
        return builder().build();
    }

    static InstalledModel install(ModelManager manager, String ref) {
        return result(manager.models().install(InstallRequest.of(ModelRef.parse(ref))));
    }

    static InstalledModel install(ModelManager manager, String ref, InstallRequest.Route route) {
        return result(manager.models()
                .install(InstallRequest.builder(ModelRef.parse(ref)).via(route).build()));
    }

    /** The outcome, with the failure itself where it failed. */
    static <T> T result(Operation<T> operation) {
        try {
            return operation.completion().toCompletableFuture().join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof VenomException failure ? failure : wrapped;
        }
    }
}
