package dev.venom.runtime.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://hub.example/a, https://hub.example:443/b",
        "http://hub.example, http://HUB.example:80/",
        "HTTPS://hub.example/x?y, https://hub.example/",
        "http://[::1]:8080/, http://[::1]:8080/a"
    })
    void isTheSameWhateverThePath(URI one, URI other) {
        assertThat(Origin.of(one)).isEqualTo(Origin.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example/, http://hub.example/",
        "https://hub.example/, https://hub.example:8443/",
        "https://hub.example/, https://cdn.hub.example/",
        "https://hub.example/, https://hub.example.evil.example/",
        "https://hub.example/, https://hub.example@evil.example/"
    })
    void isAnotherForAnotherSchemeHostOrPort(URI one, URI other) {
        assertThat(Origin.of(one)).isNotEqualTo(Origin.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path", "mailto:a@b.example", "file:/etc/passwd", "//host/path"})
    void needsASchemeAndAHost(URI uri) {
        assertThatThrownBy(() -> Origin.of(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
