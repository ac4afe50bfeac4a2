package dev.venom.runtime.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "using hf_SECRETsecretSECRET for the hub",
                "Authorization: Bearer SECRETsecretSECRET",
                "vllm serve --api-key SECRETsecretSECRET --port 1",
                "HF_TOKEN=SECRETsecretSECRET",
                "{\"api_key\": \"SECRETsecretSECRET\"}",
                "GET https://cdn/file?X-Amz-Signature=SECRETsecretSECRET&x=1",
                "proxy http://user:SECRETsecretSECRET@proxy:3128"
            })
    void hidesSecrets(String line) {
        assertThat(Redaction.of(line)).doesNotContain("SECRETsecretSECRET").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Avg prompt throughput: 10.0 tokens/s, generated tokens: 12345678",
                "GPU KV cache size: 8,192 tokens, Maximum concurrency for 256 tokens per request: 32.00x",
                "eos_token: 128009128009",
                "Tokenizer loaded from tokenizer.json"
            })
    void leavesTheRestAlone(String line) {
        assertThat(Redaction.of(line)).isEqualTo(line);
    }

    @Test
    void hidesTheValueOfAVariableByItsName() {
        assertThat(Redaction.variable("MY_PASSWORD", "1234")).isEqualTo("MY_PASSWORD=***");
        assertThat(Redaction.variable("VLLM_PORT", "1234")).isEqualTo("VLLM_PORT=1234");
    }
}
