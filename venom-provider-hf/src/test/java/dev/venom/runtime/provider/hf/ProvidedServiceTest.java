package dev.venom.runtime.provider.hf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.provider.ModelProvider;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ProvidedServiceTest {
    @Test
    void isFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(ModelProvider.class))
                .filteredOn(HuggingFaceProvider.class::isInstance)
                .singleElement()
                .returns("hf", ModelProvider::id);
    }

    @Test
    void isFoundOnTheModulePath() throws Exception {
        Path classes = Path.of(HuggingFaceProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (InputStream module = Files.newInputStream(classes.resolve("module-info.class"))) {
            assertThat(ModuleDescriptor.read(module).provides()).singleElement().satisfies(provides -> {
                assertThat(provides.service()).isEqualTo(ModelProvider.class.getName());
                assertThat(provides.providers()).containsExactly(HuggingFaceProvider.class.getName());
            });
        }
    }
}
