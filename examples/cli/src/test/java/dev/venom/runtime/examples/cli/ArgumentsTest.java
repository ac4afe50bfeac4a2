package dev.venom.runtime.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void takesTheCommandOut() {
        Arguments arguments = Arguments.of("install", "hf:org/name", "--json");

        assertThat(arguments.command()).contains("install");
        assertThat(arguments.rest()).containsExactly("hf:org/name", "--json");
    }

    @Test
    void optionsMayStandBeforeTheCommand() {
        Arguments arguments = Arguments.of("--json", "--cache-dir", "list", "--cache-dir=x", "verify");

        assertThat(arguments.command()).contains("verify");
        assertThat(arguments.rest()).containsExactly("--json", "--cache-dir", "list", "--cache-dir=x");
    }

    @Test
    void findsNoCommandWhereThereIsNone() {
        assertThat(Arguments.of().command()).isEmpty();
        assertThat(Arguments.of("--json").command()).isEmpty();
        assertThat(Arguments.of("--cache-dir").command()).isEmpty();
    }
}
