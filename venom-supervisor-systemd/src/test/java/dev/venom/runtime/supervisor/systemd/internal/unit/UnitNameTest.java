package dev.venom.runtime.supervisor.systemd.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.api.error.VenomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"vllm.service", "vllm@gemma.service", "vllm", "dbus-org.vllm.service", "a\\x2db.service"})
    void takesNamesOfServices(String name) {
        assertThat(new UnitName(name).problem()).isEmpty();
    }

    @Test
    void addsTheTypeAsSystemctlDoes() {
        assertThat(new UnitName("vllm").whole()).isEqualTo("vllm.service");
        assertThat(new UnitName("vllm@a").whole()).isEqualTo("vllm@a.service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm@.service", "vllm@"})
    void tellsHowATemplateIsUsed(String name) {
        assertThatThrownBy(() -> new UnitName(name).require("one"))
                .isInstanceOfSatisfying(VenomException.class, failure -> {
                    assertThat(failure.getMessage()).contains("one", name, "template");
                    assertThat(failure.hint()).contains("vllm@NAME.service");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vllm.socket", "vllm.timer", "multi-user.target", "/etc/systemd/system/vllm.service", "a b", ""})
    void refusesWhatIsNoService(String name) {
        assertThatThrownBy(() -> new UnitName(name).require("one"))
                .isInstanceOfSatisfying(
                        VenomException.class,
                        failure -> assertThat(failure.hint()).isNotBlank());
    }
}
