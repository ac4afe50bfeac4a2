package dev.venom.runtime.spi.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.RuntimeSpec;
import dev.venom.runtime.spi.testkit.InMemorySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final URI HERE = URI.create("http://127.0.0.1:8000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "using hf_SECRETsecretSECRET for the hub",
                "Authorization: Bearer SECRETsecretSECRET",
                "vllm serve --api-key SECRETsecretSECRET --port 1",
                "vllm serve m --api-key=SECRETsecretSECRET",
                "HF_TOKEN=SECRETsecretSECRET",
                "{\"api_key\": \"SECRETsecretSECRET\"}",
                "\"token\": \"SECRETsecretSECRET\"",
                "non-default args: {'api_key': ['SECRETsecretSECRET'], 'port': 1}",
                "non-default args: {'api_key': ['first-one', 'SECRETsecretSECRET'], 'port': 1}",
                "Namespace(api_key=['SECRETsecretSECRET'], port=1)",
                "argv: ['vllm', 'serve', '--api-key', 'SECRETsecretSECRET', '--port', '1']",
                "argv: [\"--hf-token\",\"SECRETsecretSECRET\"]",
                "password: SECRETsecretSECRET",
                "GET https://cdn/file?X-Amz-Signature=SECRETsecretSECRET&x=1",
                "proxy http://user:SECRETsecretSECRET@proxy:3128"
            })
    void hidesWhatLooksLikeASecret(String line) {
        assertThat(Redaction.PATTERNS.in(line))
                .doesNotContain("SECRETsecretSECRET")
                .contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Avg prompt throughput: 10.0 tokens/s, generated tokens: 12345678",
                "GPU KV cache size: 8,192 tokens, Maximum concurrency for 256 tokens per request: 32.00x",
                "eos_token: 128009128009",
                "llm_load_print_meta: EOS token = 2 '</s>', eos_token='<|im_end|>'",
                "Tokenizer loaded from tokenizer.json",
                "--tokenizer /models/other-tokenizer --max-num-batched-tokens 8192",
                "Loaded 12 tokens, max_tokens=5, token budget is 3; the secret is out",
                "'stop_token_ids': [128001, 128009], 'bad_words': []"
            })
    void leavesTheRestAlone(String line) {
        assertThat(Redaction.PATTERNS.in(line)).isEqualTo(line);
    }

    @Test
    void hidesTheValueOfAVariableByItsName() {
        assertThat(Redaction.PATTERNS.variable("MY_PASSWORD", "1234")).isEqualTo("MY_PASSWORD=***");
        assertThat(Redaction.PATTERNS.variable("AWS_SECRET_ACCESS_KEY", "x")).isEqualTo("AWS_SECRET_ACCESS_KEY=***");
        assertThat(Redaction.PATTERNS.variable("VLLM_PORT", "1234")).isEqualTo("VLLM_PORT=1234");
        assertThat(Redaction.PATTERNS.variable("TOKENIZERS_PARALLELISM", "false"))
                .isEqualTo("TOKENIZERS_PARALLELISM=false");
    }

    @Test
    void hidesByValueWhatTheDescriptionSays(@TempDir Path directory) throws IOException {
        Path keys = Files.writeString(directory.resolve("keys"), "from-the-file-1\nfrom-the-file-2\n");
        RuntimeSpec spec = RuntimeSpec.builder("vllm", "vllm", URI.create("http://me:of-the-address@127.0.0.1:8000"))
                .command(List.of(
                        "env",
                        "HF_TOKEN=of-a-word",
                        "--env=APP_TOKEN=of-a-variable",
                        "sh",
                        "-c",
                        "exec vllm serve --api-key 'of-a-script' --port 8000",
                        "--api-key",
                        "of-an-option",
                        "of-the-same-option",
                        "--api-key=one,of-a-list",
                        "--api-key-file",
                        keys.toString()))
                .environment(
                        Map.of("VLLM_API_KEY", "of-the-environment", "DB", "postgres://u:of-a-url@db/x", "P", "8000"))
                .build();
        Redaction redaction = Redaction.of(
                spec,
                InMemorySettings.in(directory)
                        .with("HF_TOKEN", "of-the-host")
                        .with("HTTP_PROXY", "http://u:of-the-proxy@p:1"));

        for (String secret : List.of(
                "of-the-address",
                "of-a-word",
                "of-a-variable",
                "of-a-script",
                "of-an-option",
                "of-the-same-option",
                "of-a-list",
                "from-the-file-1",
                "from-the-file-2",
                "of-the-environment",
                "of-a-url",
                "of-the-host",
                "of-the-proxy")) {
            assertThat(redaction.in("client said " + secret + "!")).isEqualTo("client said ***!");
        }
        assertThat(redaction.in("serving on port 8000 by env")).isEqualTo("serving on port 8000 by env");
    }

    @Test
    void hidesTheKeysOfEveryFileThatTheCommandNames(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("first"), "from-the-first\n");
        Files.writeString(directory.resolve("last"), "from-the-last\n");
        Files.writeString(directory.resolve("scripts"), "from-a-script\n");
        Redaction redaction = Redaction.of(RuntimeSpec.builder("llama", "openai", HERE)
                .workingDirectory(directory)
                .command(List.of(
                        "llama-server",
                        "--api-key-file",
                        "first",
                        "--api-key-file=last",
                        "bash",
                        "-c",
                        "llama-server --api-key-file 'scripts' -c 4096"))
                .build());

        assertThat(redaction.in("from-the-first from-the-last from-a-script")).isEqualTo("*** *** ***");
    }

    @Test
    void hidesWhatAVariableHoldsThatTheCommandTakesForAKey(@TempDir Path directory) throws IOException {
        Path variables = Files.writeString(directory.resolve("vllm.env"), "FROM_FILE='door-of-the-file'\nPORT=8000\n");
        RuntimeSpec spec = RuntimeSpec.builder("vllm", "vllm", HERE)
                .environment(Map.of("MINE", "door-of-the-environment"))
                .environmentFile(variables)
                .command(List.of(
                        "sh", "-c", "vllm serve --api-key $MINE \"${FROM_FILE}\" $HOSTS", "x", "--api-key=$GIVEN"))
                .build();
        Redaction redaction = Redaction.of(
                spec,
                InMemorySettings.in(directory).with("HOSTS", "door-of-the-host").with("GIVEN", "door-given"));

        assertThat(redaction.in("door-of-the-environment door-of-the-file door-of-the-host door-given 8000"))
                .isEqualTo("*** *** *** *** 8000");
    }

    @Test
    void hidesKeysThatStandInTheFileOfVariablesOnly(@TempDir Path directory) throws IOException {
        Path variables = Files.writeString(
                directory.resolve("vllm.env"),
                "# of the owner\nVLLM_API_KEY=plain-key\nexport HF_TOKEN=\"quoted token\"\nURL=http://u:in-a-url@x\n");
        Redaction redaction = Redaction.of(RuntimeSpec.builder("vllm", "vllm", HERE)
                .environmentFile(variables)
                .build());

        assertThat(redaction.in("plain-key, quoted token, in-a-url")).isEqualTo("***, ***, ***");
    }

    @Test
    void hidesAValueInEachFormInWhichItIsSent() {
        Redaction redaction = Redaction.of(List.of("p\"ss w/rd", "user:p@ssw0rd"));

        assertThat(redaction.in("{\"x\":\"p\\\"ss w/rd\"}")).isEqualTo("{\"x\":\"***\"}");
        assertThat(redaction.in("?x=p%22ss+w%2Frd&y")).isEqualTo("?x=***&y");
        assertThat(redaction.in("sent dXNlcjpwQHNzdzByZA==")).isEqualTo("sent ***");
    }

    @Test
    void hidesAShortValueOnlyWhereItStandsAlone() {
        Redaction redaction = Redaction.of(List.of("s3c"));

        assertThat(redaction.in("key s3c, is3cream")).isEqualTo("key ***, is3cream");
    }

    @Test
    void takesNoPlaceholderForASecret() {
        RuntimeSpec spec = RuntimeSpec.builder("vllm", "vllm", HERE)
                .environment(Map.of("VLLM_API_KEY", "EMPTY"))
                .command(List.of("vllm", "serve", "--api-key", "vllm", "--tokenizer", "other-tokenizer"))
                .build();

        assertThat(Redaction.of(spec).in("vllm: the queue is EMPTY, other-tokenizer"))
                .isEqualTo("vllm: the queue is EMPTY, other-tokenizer");
    }
}
