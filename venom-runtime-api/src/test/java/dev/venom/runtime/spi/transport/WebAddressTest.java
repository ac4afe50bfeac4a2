package dev.venom.runtime.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    private static final String EXAMPLE = "https://hub.example";

    @ParameterizedTest
    @CsvSource({
        "https://hub.example, https://hub.example",
        "http://hub_mirror:8080/hf/, http://hub_mirror:8080/hf",
        "' http://10.0.0.1/// ', http://10.0.0.1",
        "HTTP://[::1]:80, HTTP://[::1]:80"
    })
    void readsAnAddress(String value, String address) {
        assertThat(WebAddress.parse("HUB", value, EXAMPLE)).hasToString(address);
        assertThat(WebAddress.defect(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.example",
                "ftp://hub.example",
                "https://user:secret@hub.example",
                "https://hub.example?key=secret",
                "https://hub.example#part",
                "https://one.example,https://two.example",
                "https://one.example https://two.example",
                "https://",
                "https:///models",
                "https://hub.example:port",
                "https://hub.example:0",
                "https://hub.example:70000",
                "https://hub example",
                "~/hub"
            })
    void refusesAnythingElseByTheSettingsName(String value) {
        assertThatThrownBy(() -> WebAddress.parse("HUB", value, EXAMPLE))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageStartingWith("HUB")
                .hasMessageNotContaining("secret");
        assertThat(WebAddress.defect(value)).isPresent();
    }
}
