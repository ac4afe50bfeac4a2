package dev.venom.runtime.examples.switching;

import dev.venom.runtime.examples.systemd.TestsInside;
import java.nio.file.Path;
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
                ? TestsInside.run(shared, SystemdStormInside.class, SystemdKilledHostInside.class)
                : TestsInside.run(shared, SystemdStormInside.class);
    }
}
