package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.testbed.hub.LocalHub;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a short command slow is what it loads: that can be checked on any machine, however busy. */
@Timeout(120)
class ColdStartIT {
    @TempDir
    private Path cache;

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "operations --json"})
    void aShortCommandLoadsNothingThatItDoesNotNeed(String arguments) throws Exception {
        assertThat(loadedBy(arguments.split(" ")))
                .contains("dev.venom.runtime.core.ModelManager ")
                .doesNotContain("jdk.internal.net.http.HttpClientImpl")
                // The tree alone: a mapper, and what it looks at classes with, takes a fifth of a second.
                .doesNotContain("com.fasterxml.jackson.databind.ObjectMapper")
                .doesNotContain("com.fasterxml.jackson.databind.introspect")
                .doesNotContain("com.fasterxml.jackson.databind.deser")
                .doesNotContain("com.fasterxml.jackson.databind.ser")
                .doesNotContain("com.sun.jna")
                .doesNotContain("oshi.")
                .doesNotContain("cli.command.InstallCommand");
    }

    private String loadedBy(String... arguments) throws Exception {
        try (LocalHub hub = LocalHub.with()) {
            VenomHost host = new VenomHost(hub, cache).withMachineOption("-Xlog:class+load:stderr");
            VenomProcess.Outcome outcome = host.run(arguments);
            assertThat(outcome.status()).isZero();
            return outcome.errors();
        }
    }
}
