package dev.venom.runtime.supervisor.process.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExitTextTest {
    @Test
    void namesTheSignal() {
        assertThat(ExitText.of(OptionalInt.of(137))).isEqualTo("was ended by SIGKILL (exit code 137)");
        assertThat(ExitText.of(OptionalInt.of(135))).isEqualTo("was ended by signal 7 (exit code 135)");
    }

    @Test
    void namesTheCode() {
        assertThat(ExitText.of(OptionalInt.of(0))).isEqualTo("ended with exit code 0");
        assertThat(ExitText.of(OptionalInt.of(255))).isEqualTo("ended with exit code 255");
        assertThat(ExitText.of(OptionalInt.empty())).contains("only its first host");
    }
}
