package dev.venom.runtime.supervisor.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who was given the rule for {@code demo.service}, which runs. */
@OnlyInside
class TrustedInside {
    @TempDir
    Path directory;

    @Test
    void controlsTheUnit() {
        try (TestHost host = TestHost.in(directory);
                SupervisedRuntime runtime = host.attach(host.spec())) {
            assertThat(host.supervisor()
                            .ownerOf(runtime.observe().processes().get(0), host.context())
                            .orElseThrow()
                            .controllable())
                    .isTrue();

            runtime.stop(Duration.ofSeconds(20));
            assertThat(runtime.observe().phase()).isEqualTo(Phase.STOPPED);
            runtime.start(host.plan(host.spec()));
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
        }
    }
}
