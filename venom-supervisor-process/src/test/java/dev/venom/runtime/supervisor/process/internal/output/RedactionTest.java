package dev.venom.runtime.supervisor.process.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vllm serve m --api-key s3cr3tvalue --port 1",
                "vllm serve m --api-key=s3cr3tvalue",
                "non-default args: {'api_key': ['s3cr3tvalue'], 'port': 1}",
                "HF_TOKEN=s3cr3tvalue",
                "\"token\": \"s3cr3tvalue\"",
                "Authorization: Bearer s3cr3tvalue",
                "using hf_s3cr3tvalue"
            })
    void takesSecretsOut(String text) {
        assertThat(Redaction.of(text)).doesNotContain("s3cr3tvalue").contains("***");
    }

    @Test
    void leavesOtherWordsAlone() {
        String text = "Loaded 12 tokens, max_tokens=5, token budget is 3; the secret is out";

        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
