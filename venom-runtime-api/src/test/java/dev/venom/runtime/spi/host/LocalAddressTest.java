package dev.venom.runtime.spi.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000,   127.0.0.1, true",
        "http://127.0.0.1:8000,   127.0.0.9, false",
        "http://127.0.0.1:8000,   ::1,       false",
        "http://127.0.0.1:8000,   0.0.0.0,   true",
        "http://127.0.0.1:8000,   ::,        true",
        "http://[::1]:8000,       ::1,       true",
        "http://[::1]:8000,       ::,        true",
        "http://[::1]:8000,       0.0.0.0,   false",
        "http://[::1]:8000,       127.0.0.1, false",
        "http://localhost:8000,   127.0.0.1, true",
        "http://localhost:8000,   ::1,       true",
        "http://localhost:8000,   127.0.0.9, false",
        "http://vllm.localhost:8000, ::1,    true",
        "http://LOCALHOST.:8000,  127.0.0.1, true",
        "http://0.0.0.0:8000,     127.0.0.9, true",
        "http://0.0.0.0:8000,     ::1,       false",
        "http://[::]:8000,        127.0.0.9, true"
    })
    void tellsWhoAnswersAtAnAddress(String address, String bound, boolean answers) throws UnknownHostException {
        LocalAddress here = LocalAddress.of(URI.create(address)).orElseThrow();

        assertThat(here.isServedBy(InetAddress.getByName(bound))).isEqualTo(answers);
        assertThat(here.port()).isEqualTo(8000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.7:8000",
                "http://[2001:db8::1]:8000",
                "http://gpu.invalid:8000",
                "http://no_such:8000"
            })
    void knowsWhatIsNotOnThisHost(String address) {
        assertThat(LocalAddress.of(URI.create(address))).isEmpty();
    }

    @Test
    void takesThePortOfTheSchemeWhereNoneIsNamed() {
        assertThat(LocalAddress.of(URI.create("http://localhost")).orElseThrow().port())
                .isEqualTo(80);
        assertThat(LocalAddress.of(URI.create("https://user:pw@localhost/v1"))
                        .orElseThrow()
                        .port())
                .isEqualTo(443);
    }

    @Test
    void knowsWhichAddressesMayMeanOneServer() {
        LocalAddress v4 = LocalAddress.of(URI.create("http://127.0.0.1:8000")).orElseThrow();

        assertThat(v4.overlaps(LocalAddress.ofLocalhost(8000))).isTrue();
        assertThat(v4.overlaps(LocalAddress.ofLocalhost(8001))).isFalse();
        assertThat(v4.overlaps(
                        LocalAddress.of(URI.create("http://127.0.0.2:8000")).orElseThrow()))
                .isFalse();
    }
}
