package dev.venom.runtime.testbed.switching;

import dev.venom.runtime.testbed.systemd.TestsInside;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SystemdSwitchIT {
    @TestFactory
    Stream<DynamicTest> switchesTheModelOfAUnit(@TempDir Path shared) {
        return TestsInside.run(shared, SystemdSwitchInside.class);
    }
}
