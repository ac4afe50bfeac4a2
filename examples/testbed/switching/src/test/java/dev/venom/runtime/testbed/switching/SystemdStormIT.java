package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.testbed.systemd.TestsInside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can go wrong with a switch, with units of a real systemd: a sample, and all of it with {@code -Pswitch-storm}. */
class SystemdStormIT {
    private static final boolean ALL = Boolean.getBoolean("venom.storm.all");

    @TestFactory
    Stream<DynamicTest> survivesWhateverHappens(@TempDir Path shared) {
        return ALL
                ? inside(shared, Duration.ofHours(1), SystemdStormInside.class, SystemdKilledHostInside.class)
                : inside(shared, Duration.ofMinutes(8), SystemdStormInside.class);
    }

    private static Stream<DynamicTest> inside(Path shared, Duration limit, Class<?>... classes) {
        Map<String, String> storm = Map.of(
                SystemdStormInside.ROUNDS_PROPERTY, String.valueOf(SystemdStormInside.ROUNDS),
                SwitchStorm.SEED_PROPERTY, String.valueOf(SwitchStorm.SEED));
        return TestsInside.run(shared, limit, storm, classes);
    }
}
