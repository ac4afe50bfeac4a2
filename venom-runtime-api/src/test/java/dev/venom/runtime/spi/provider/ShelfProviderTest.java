package dev.venom.runtime.spi.provider;

import dev.venom.runtime.api.model.ModelRef;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import dev.venom.runtime.spi.testkit.ModelProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ShelfProviderTest extends ModelProviderContract {
    private ShelfServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ShelfServer()
                .model("small", Map.of("config.json", "{}", "weights/a.bin", "weights of a small model"))
                .model("small-tuned", Map.of("config.json", "{}", "weights/a.bin", "weights of a tuned model"));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    protected ModelProvider newProvider() {
        return new ShelfProvider();
    }

    @Override
    protected Settings settings(Path cacheDirectory) {
        return InMemorySettings.in(cacheDirectory).with("SHELF_ENDPOINT", server.address());
    }

    @Override
    protected ModelRef existingModel() {
        return ModelRef.of("shelf", "Small");
    }

    @Override
    protected ModelRef missingModel() {
        return ModelRef.of("shelf", "missing");
    }

    @Override
    protected Optional<ModelRef> modelSharingFiles() {
        return Optional.of(ModelRef.of("shelf", "small-tuned"));
    }

    @Override
    protected String searchText() {
        return "small";
    }
}
