package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.testbed.systemd.TestsInside;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RealSystemdContractIT {
    @TestFactory
    Stream<DynamicTest> keepsTheContract(@TempDir Path shared) {
        return TestsInside.run(shared, ContractInside.class);
    }
}
