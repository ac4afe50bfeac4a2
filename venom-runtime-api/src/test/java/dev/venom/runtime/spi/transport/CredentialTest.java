package dev.venom.runtime.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class CredentialTest {
    private static final URI HUB = URI.create("https://hub.example/api?secret=in-query");
    private static final Credential CREDENTIAL = Credential.bearer(Origin.of(HUB), "hf_secret");

    @Test
    void printsNoSecret() {
        assertThat(CREDENTIAL).asString().doesNotContain("hf_secret").contains("***", "hub.example");
        assertThat(HttpCall.get(HUB).withCredential(CREDENTIAL))
                .asString()
                .doesNotContain("hf_secret")
                .doesNotContain("in-query");
    }

    @Test
    void isTheWholeValueOfTheField() {
        assertThat(CREDENTIAL.authorization()).isEqualTo("Bearer hf_secret");
        assertThat(Credential.of(Origin.of(HUB), "Basic abc").authorization()).isEqualTo("Basic abc");
    }
}
