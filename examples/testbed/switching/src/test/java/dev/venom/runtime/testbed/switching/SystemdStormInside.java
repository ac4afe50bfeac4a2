package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.testbed.systemd.OnlyInside;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storm over a unit. A sample by default; {@code -Pswitch-storm} makes it many. */
@OnlyInside
class SystemdStormInside {
    static final String ROUNDS_PROPERTY = "venom.storm.unit.rounds";
    static final int ROUNDS = Integer.getInteger(ROUNDS_PROPERTY, 5);

    @TempDir
    private Path directory;

    @Test
    @SuppressWarnings("try")
    void everySwitchEndsCommittedOrRolledBack() throws Exception {
        SwitchFixture bench = SwitchStorm.prepared(SwitchFixture.make(directory));
        try (SwitchUnit unit = SwitchUnit.of(bench)) {
            new SwitchStorm(bench, "unit").rage(ROUNDS);
        } finally {
            bench.killServers();
        }
    }
}
