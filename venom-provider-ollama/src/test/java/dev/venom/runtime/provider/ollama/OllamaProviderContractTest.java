package dev.venom.runtime.provider.ollama;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.ModelProviderContract;
import dev.venom.runtime.testbed.ollama.LocalRegistry;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every provider keeps. */
class OllamaProviderContractTest extends ModelProviderContract {
    private static LocalRegistry registry;

    @BeforeAll
    static void open() {
        registry = LocalRegistry.builder()
                .model("gemma3:270m", ModelImage.tinyLlama())
                .model(
                        "gemma3:other",
                        ModelImage.builder()
                                .license("Apache License, Version 2.0. This model was made to test with.\n")
                                .system("Be short.")
                                .build())
                .start();
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Override
    protected ModelProvider newProvider() {
        return new OllamaProvider();
    }

    @Override
    protected Settings settings(Path cacheDirectory) {
        return InMemorySettings.in(cacheDirectory)
                .with("OLLAMA_REGISTRY", registry.url().toString())
                .with("OLLAMA_MODELS", cacheDirectory.resolve("store").toString())
                .with("OLLAMA_HOST", OllamaFixture.NOBODY)
                .with("HOME", cacheDirectory.toString());
    }

    @Override
    protected ModelRef existingModel() {
        return ModelRef.parse("ollama:gemma3:270m");
    }

    @Override
    protected ModelRef missingModel() {
        return ModelRef.parse("ollama:missing:7b");
    }

    @Override
    protected Optional<ModelRef> modelSharingFiles() {
        return Optional.of(ModelRef.parse("ollama:gemma3:other"));
    }

    @Override
    protected List<String> malformedNames() {
        return List.of("a/b/c/d", "m:", ":t", "m:t:u/", "gpt-oss:120b-cloud", "na.me/model");
    }

    @Override
    protected String searchText() {
        return "gemma3";
    }
}
