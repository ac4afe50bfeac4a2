package dev.venom.runtime.testbed.switching;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storm over a child process. A sample by default; {@code -Pswitch-storm} makes it 300. */
class SwitchStormTest {
    private static final int ROUNDS = Integer.getInteger("venom.storm.rounds", 12);

    @TempDir
    private Path directory;

    private Optional<SwitchFixture> bench = Optional.empty();

    @AfterEach
    void leaveNothing() {
        bench.ifPresent(SwitchFixture::killServers);
    }

    @Test
    void everySwitchEndsCommittedOrRolledBack() throws Exception {
        SwitchFixture made = SwitchStorm.prepared(SwitchFixture.make(directory));
        bench = Optional.of(made);
        new SwitchStorm(made, "child process").rage(ROUNDS);
    }
}
