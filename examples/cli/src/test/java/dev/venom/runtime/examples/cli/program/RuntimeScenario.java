package dev.venom.runtime.examples.cli.program;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The program on a host of its own that describes one runtime; none of its processes is left behind. */
abstract class RuntimeScenario {
    @TempDir
    Path directory;

    RuntimeFixture bench;

    @BeforeEach
    final void describe() throws Exception {
        bench = new RuntimeFixture(directory.toRealPath());
    }

    @AfterEach
    final void endWhatIsLeft() throws Exception {
        bench.close();
    }
}
