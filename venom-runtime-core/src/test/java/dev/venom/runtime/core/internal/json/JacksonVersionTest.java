package dev.venom.runtime.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whether tests with another Jackson than the build's really have it. */
class JacksonVersionTest {
    @Test
    @EnabledIfSystemProperty(named = "jackson.expected", matches = ".+")
    void isTheOneThatTheBuildMeans() {
        String expected = System.getProperty("jackson.expected");

        assertThat(PackageVersion.VERSION).hasToString(expected);
        assertThat(com.fasterxml.jackson.core.json.PackageVersion.VERSION).hasToString(expected);
    }
}
