package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor;
import dev.venom.runtime.spi.runtime.RuntimeSupervisor.Fit;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdSupervisorTest {
    @Test
    void isFound() {
        assertThat(ServiceLoader.load(RuntimeSupervisor.class)).hasAtLeastOneElementOfType(SystemdSupervisor.class);
    }

    @Nested
    class WhereSystemdDoesNotRun {
        @TempDir
        Path directory;

        @BeforeEach
        void needsNoSystemd() {
            assumeFalse(Files.isDirectory(Path.of("/run/systemd/system")), "systemd runs this machine");
        }

        @Test
        void fitsNothing() {
            try (TestHost host = withoutBus()) {
                assertThat(host.supervisor().fit(host.spec(), host.context())).isEqualTo(Fit.NONE);
                assertThat(host.supervisor().examine(host.context())).hasSize(1);
            }
        }

        @Test
        void saysSoInsteadOfGuessing() {
            try (TestHost host = withoutBus();
                    SupervisedRuntime runtime = host.attach(host.spec())) {
                assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
                assertThat(runtime.observe().reason()).contains("systemd does not run here");
                assertThatThrownBy(() -> runtime.start(host.plan(host.spec())))
                        .asInstanceOf(type(VenomException.class))
                        .satisfies(failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(failure.hint()).contains("\"supervisor\":\"process\"");
                        });
                assertThatThrownBy(() -> runtime.stop(Duration.ofSeconds(1))).isInstanceOf(VenomException.class);
            }
        }

        @Test
        void stillShowsTheUnitThatItWouldWrite() {
            try (TestHost host = withoutBus()) {
                assertThat(host.supervisor()
                                .unit(host.plan(host.describe("ollama").build()), host.context())
                                .orElseThrow()
                                .text())
                        .contains("[Service]");
            }
        }

        private TestHost withoutBus() {
            return TestHost.in(directory, settings -> settings.with("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/missing"));
        }
    }
}
