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
    @CsvSource({
        "http://hf_mirror/a, http, hf_mirror, 80",
        "https://HF_mirror:8443, https, hf_mirror, 8443",
        "http://ollama.1:11434/x?y, http, ollama.1, 11434",
        "http://stack_llm.2.ab3d/, http, stack_llm.2.ab3d, 80",
        "http://user:pw@my_proxy:3128, http, my_proxy, 3128",
        "http://node-/, http, node-, 80",
        "http://my_host:/, http, my_host, 80"
    })
    void knowsHostsThatOnlyContainersHave(URI address, String scheme, String host, int port) {
        assertThat(Origin.find(address)).contains(new Origin(scheme, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://my_host:99999/",
                "http://a@b@my_host/",
                "http://.../",
                "http://mod\u00e8le_1/",
                "http:///p"
            })
    void knowsWhatIsNoHost(URI address) {
        assertThat(Origin.find(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path", "mailto:a@b.example", "file:/etc/passwd", "//host/path"})
    void needsASchemeAndAHost(URI uri) {
        assertThatThrownBy(() -> Origin.of(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
