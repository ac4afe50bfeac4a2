package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Instant THEN = Instant.parse("2026-11-27T08:00:00Z");
    private static final Catalogue CATALOGUE = new Catalogue(
            List.of(
                    model("mistral:7b", "A model for chats, smaller than Gemma", "tools"),
                    model("gemma3:270m", "A small model", "vision"),
                    model("gemma3:4b", "A model that sees", "vision", "tools")),
            "https://example.org",
            THEN,
            false,
            List.of());

    @Test
    void wordsAreFoundInNamesLabelsAndSummaries() {
        assertThat(names("gemma3 VISION tools")).containsExactly("gemma3:4b");
        assertThat(names("chats")).containsExactly("mistral:7b");
        assertThat(names("  ")).hasSize(3);
        assertThat(names("gemma3 qwen")).isEmpty();
    }

    @Test
    void modelsOfThatNameComeBeforeThoseThatOnlyMentionIt() {
        assertThat(names("gemma")).containsExactly("gemma3:270m", "gemma3:4b", "mistral:7b");
    }

    @Test
    void theAgeIsNeverNegative() {
        assertThat(CATALOGUE.age(THEN.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(CATALOGUE.age(THEN.minusSeconds(5))).isZero();
    }

    private static List<String> names(String text) {
        return CATALOGUE.matching(text).models().stream()
                .map(model -> model.ref().name())
                .toList();
    }

    private static ModelListing model(String name, String summary, String... tags) {
        return new ModelListing(
                ModelRef.of("ollama", name),
                OptionalLong.empty(),
                OptionalLong.empty(),
                ModelDescription.UNKNOWN,
                false,
                List.of(tags),
                Optional.of(summary));
    }
}
