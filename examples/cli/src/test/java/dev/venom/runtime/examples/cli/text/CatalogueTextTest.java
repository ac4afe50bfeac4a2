package dev.venom.runtime.examples.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.model.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTextTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    @Test
    void theSourceAndTheAgeAreTold() {
        Catalogue fresh =
                new Catalogue(List.of(), "https://example.org/library", NOW.minusSeconds(90), false, List.of());

        assertThat(CatalogueText.of(fresh, NOW)).endsWith("From https://example.org/library, 1m30s old.");
    }

    @Test
    void anOldListSaysSoAndWarningsFollow() {
        Catalogue old = new Catalogue(
                List.of(), "the built-in list", NOW.minus(Duration.ofDays(40)), true, List.of("3 entries\nleft out"));

        assertThat(CatalogueText.of(old, NOW))
                .endsWith("From the built-in list, 40 days old: the source does not answer.\n"
                        + "warning: 3 entries left out");
    }
}
