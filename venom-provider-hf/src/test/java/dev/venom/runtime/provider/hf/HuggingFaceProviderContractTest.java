package dev.venom.runtime.provider.hf;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.ModelProviderContract;
import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.content.Content;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every provider keeps. */
class HuggingFaceProviderContractTest extends ModelProviderContract {
    private static LocalHub hub;

    @BeforeAll
    static void open() {
        HubRepository repository = HubRepository.named("org/model")
                .file("config.json", "{\"model_type\":\"llama\"}")
                .file("same.txt", "one")
                .file("copy/same.txt", "one")
                .file("model.safetensors", Content.safetensors(50_000, 1))
                .build();
        repository
                .commitTo("other")
                .file("config.json", "{\"model_type\":\"qwen2\"}")
                .push();
        hub = LocalHub.with(repository);
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Override
    protected ModelProvider newProvider() {
        return new HuggingFaceProvider();
    }

    @Override
    protected Settings settings(Path cacheDirectory) {
        return InMemorySettings.in(cacheDirectory)
                .with("HF_ENDPOINT", hub.url().toString())
                .with("HOME", cacheDirectory.toString());
    }

    @Override
    protected ModelRef existingModel() {
        return ModelRef.parse("hf:org/model");
    }

    @Override
    protected ModelRef missingModel() {
        return ModelRef.parse("hf:org/missing");
    }

    @Override
    protected Optional<ModelRef> modelSharingFiles() {
        return Optional.of(ModelRef.parse("hf:org/model@other"));
    }

    @Override
    protected List<String> malformedNames() {
        return List.of("a--b/c", "-a/b", "a/b.git", "a..b", "a/b/c");
    }
}
