package dev.venom.runtime.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpCallTest {
    private static final URI ADDRESS = URI.create("https://hub.example/api/models?search=x&token=secret");

    @Test
    void keepsWhatWasGivenBefore() {
        HttpCall call = HttpCall.of("POST", ADDRESS)
                .withHeader("Accept", "application/json")
                .withJson("{\"a\":\"\u00e9\"}")
                .withCredential(Credential.bearer(Origin.of(ADDRESS), "t"))
                .withMaxReplyBytes(10)
                .withTimeout(Duration.ofSeconds(5))
                .withHeader("Range", "bytes=0-9");

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.headers())
                .containsOnly(
                        Map.entry("Accept", "application/json"),
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("Range", "bytes=0-9"));
        assertThat(call.body().orElseThrow()).isEqualTo("{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(call.credential()).isPresent();
        assertThat(call.maxReplyBytes()).isEqualTo(10);
        assertThat(call.timeout()).contains(Duration.ofSeconds(5));
    }

    @Test
    void doesNotChangeWhenItIsCopied() {
        HttpCall call = HttpCall.get(ADDRESS);

        call.withHeader("Range", "bytes=0-9").withMaxReplyBytes(1);

        assertThat(call.headers()).isEmpty();
        assertThat(call.maxReplyBytes()).isEqualTo(HttpCall.DEFAULT_MAX_REPLY_BYTES);
    }

    @Test
    void isPrintedWithoutItsQuery() {
        assertThat(HttpCall.get(ADDRESS)).hasToString("GET https://hub.example:443/api/models");
        assertThat(new ReplyHead(302, Headers.of(Map.of("Location", List.of("https://cdn/?sig=secret"))), ADDRESS))
                .asString()
                .doesNotContain("secret");
    }
}
