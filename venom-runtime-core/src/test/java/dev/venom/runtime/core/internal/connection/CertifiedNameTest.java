package dev.venom.runtime.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifiedNameTest {
    @ParameterizedTest
    @CsvSource({
        "my_hub, my_hub, true",
        "MY_hub, my_HUB, true",
        "*.corp.example, my_hub.corp.example, true",
        "*.corp.example, a.my_hub.corp.example, false",
        "*.corp.example, corp.example, false",
        "*.example, my_hub.example, false",
        "my_hub, evil_my_hub, false",
        "hub, my_hub, false"
    })
    void comparesCertificatesWithNamesThatTheJdkRefuses(String certified, String host, boolean fits) {
        assertThat(CertifiedName.matches(certified, host)).isEqualTo(fits);
    }
}
