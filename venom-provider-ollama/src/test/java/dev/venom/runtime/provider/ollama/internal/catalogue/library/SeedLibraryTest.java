package dev.venom.runtime.provider.ollama.internal.catalogue.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeedLibraryTest {
    @Test
    void itIsDatedAndEveryVariantHasASize() {
        Library seed = SeedLibrary.read();

        assertThat(seed.fetchedAt()).isBetween(Instant.parse("2025-01-01T00:00:00Z"), Instant.now());
        assertThat(seed.source()).contains("approximate");
        assertThat(seed.models()).hasSizeGreaterThan(40).allSatisfy(model -> {
            assertThat(model.summary()).isPresent();
            assertThat(model.tags())
                    .isNotEmpty()
                    .allSatisfy(tag -> assertThat(tag.sizeBytes().orElse(0))
                            .as(model.name() + ":" + tag.tag())
                            .isBetween(10_000_000L, 500_000_000_000L));
        });
    }
}
