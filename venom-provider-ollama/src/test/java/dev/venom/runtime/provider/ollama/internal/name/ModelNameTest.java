package dev.venom.runtime.provider.ollama.internal.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.VenomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {
    @ParameterizedTest
    @CsvSource({
        "gemma3, gemma3:latest, registry.ollama.ai/library/gemma3:latest",
        "gemma3:270m, gemma3:270m, registry.ollama.ai/library/gemma3:270m",
        "library/gemma3, gemma3:latest, registry.ollama.ai/library/gemma3:latest",
        "registry.ollama.ai/library/gemma3:4b, gemma3:4b, registry.ollama.ai/library/gemma3:4b",
        "user/model, user/model:latest, registry.ollama.ai/user/model:latest",
        "hf.co/org/repo:Q4_K_M, hf.co/org/repo:Q4_K_M, hf.co/org/repo:Q4_K_M",
        "localhost:5000/team/m, localhost:5000/team/m:latest, localhost:5000/team/m:latest",
        "https://registry.example.org/a/b:c, registry.example.org/a/b:c, registry.example.org/a/b:c",
        "_m:t, _m:t, registry.ollama.ai/library/_m:t",
    })
    void fillsInWhatIsLeftOut(String typed, String shown, String full) {
        ModelName name = ModelName.parse(typed);

        assertThat(name.shortText()).isEqualTo(shown);
        assertThat(name.textAt(name.host())).isEqualTo(full);
        assertThat(ModelName.parse(shown)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/",
                "/a",
                "m:",
                ":t",
                "a/b/c/d",
                "a//b",
                "../m",
                "a/../m",
                "..:t",
                "m:..",
                ".m",
                "m:.t",
                "-m",
                "m:-t",
                "a.b/m",
                "a:b/m:t",
                "m t",
                "m\\n",
                "m@sha256",
                "host/na.me/m",
                "m:a/b",
                "%2e/m",
                "h/n/m:t:u"
            })
    void refusesWhatTheClientRefuses(String typed) {
        assertThatThrownBy(() -> ModelName.parse(typed)).isInstanceOf(VenomException.class);
    }

    @Test
    void refusesPartsThatAreTooLong() {
        assertThat(ModelName.parse("m".repeat(80)).model()).hasSize(80);
        assertThatThrownBy(() -> ModelName.parse("m".repeat(81))).isInstanceOf(VenomException.class);
        assertThatThrownBy(() -> ModelName.parse("m:" + "t".repeat(81))).isInstanceOf(VenomException.class);
    }

    @Test
    void knowsModelsThatRunElsewhere() {
        assertThat(ModelName.parse("gpt-oss:120b-cloud").isCloud()).isTrue();
        assertThat(ModelName.parse("gpt-oss:cloud").isCloud()).isTrue();
        assertThat(ModelName.parse("cloud:7b").isCloud()).isFalse();
    }

    @Test
    void comparesWithoutRegardToCase() {
        assertThat(ModelName.parse("Gemma3:4B").means(ModelName.parse("gemma3:4b")))
                .isTrue();
        assertThat(ModelName.parse("gemma3:4b").means(ModelName.parse("gemma3:1b")))
                .isFalse();
    }
}
