package dev.venom.runtime.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {
    @ParameterizedTest
    @CsvSource({
        "hf:google/gemma-2b-it@main, hf, google/gemma-2b-it, main",
        "hf:gpt2, hf, gpt2, ''",
        "ollama:gemma3:270m, ollama, gemma3:270m, ''",
        "ollama:registry.example:5000/library/x:latest, ollama, registry.example:5000/library/x:latest, ''",
        "hf:org/name@refs/pr/1, hf, org/name, refs/pr/1",
        "hf:org/name@a@b, hf, org/name, a@b"
    })
    void readsWhatItPrints(String text, String provider, String name, String revision) {
        ModelRef ref = ModelRef.parse(text);

        assertThat(ref.provider()).isEqualTo(provider);
        assertThat(ref.name()).isEqualTo(name);
        assertThat(ref.revision().orElse("")).isEqualTo(revision);
        assertThat(ref).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gemma3",
                ":name",
                "HF:org/name",
                "h f:org/name",
                "9f:name",
                "hf:",
                "hf:@main",
                "hf:name@",
                "hf:two words",
                "hf:line\nbreak",
                "hf:n\u00e4me",
                "hf:name@re vision",
                "hf:name@\u0000",
                "a-provider-id-of-more-than-32-chars:name"
            })
    void refusesWhatNoProviderCouldMean(String text) {
        assertThatThrownBy(() -> ModelRef.parse(text)).isInstanceOfSatisfying(VenomException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refused.hint()).isNotBlank();
            assertThat(refused.getMessage()).matches("[\\x20-\\x7e]+");
        });
    }

    @Test
    void showsNoMoreThanTheBeginningOfALongName() {
        assertThatThrownBy(() -> ModelRef.of("hf", "x".repeat(100_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void movesToAnotherRevision() {
        assertThat(ModelRef.parse("hf:org/name@main").at("v1")).isEqualTo(ModelRef.parse("hf:org/name@v1"));
    }
}
