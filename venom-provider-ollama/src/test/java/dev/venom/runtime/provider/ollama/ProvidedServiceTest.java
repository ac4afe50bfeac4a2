package dev.venom.runtime.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.provider.ModelProvider;
import dev.venom.runtime.spi.runtime.RuntimeDriver;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ProvidedServiceTest {
    @Test
    void providerAndDriverAreFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(ModelProvider.class)).hasAtLeastOneElementOfType(OllamaProvider.class);
        assertThat(ServiceLoader.load(RuntimeDriver.class)).hasAtLeastOneElementOfType(OllamaDriver.class);
    }
}
