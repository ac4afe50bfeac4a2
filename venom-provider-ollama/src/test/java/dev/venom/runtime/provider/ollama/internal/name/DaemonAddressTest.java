package dev.venom.runtime.provider.ollama.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonAddressTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, http://127.0.0.1:11434",
                "1.2.3.4, http://1.2.3.4:11434",
                "1.2.3.4:80, http://1.2.3.4:80",
                ":1234, http://127.0.0.1:1234",
                "0.0.0.0, http://127.0.0.1:11434",
                "0.0.0.0:8080, http://127.0.0.1:8080",
                "example.com, http://example.com:11434",
                "example.com:5678, http://example.com:5678",
                "http://example.com, http://example.com:80",
                "https://example.com, https://example.com:443",
                "https://example.com:8443/ollama/, https://example.com:8443/ollama",
                "https://example.com/ollama, https://example.com:443/ollama",
                "[::1], http://[::1]:11434",
                "[::1]:8080, http://[::1]:8080",
                "::1, http://[::1]:11434",
                "[::], http://127.0.0.1:11434",
                "example.com:99999, http://example.com:11434",
                "example.com:-1, http://example.com:11434",
                "example.com:port, http://example.com:11434",
                "`  \"1.2.3.4:80\" `, http://1.2.3.4:80",
                "'1.2.3.4', http://1.2.3.4:11434",
                "ollama.com, https://ollama.com:443",
            })
    void readsWhatTheClientReads(String value, String address) {
        assertThat(DaemonAddress.parse(value)).hasToString(address);
    }

    @Test
    void knowsThisHost() {
        assertThat(DaemonAddress.parse("").isLocal()).isTrue();
        assertThat(DaemonAddress.parse("localhost:1").isLocal()).isTrue();
        assertThat(DaemonAddress.parse("[::1]").isLocal()).isTrue();
        assertThat(DaemonAddress.parse("10.0.0.1").isLocal()).isFalse();
    }
}
