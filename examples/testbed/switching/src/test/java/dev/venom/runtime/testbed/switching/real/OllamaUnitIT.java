package dev.venom.runtime.testbed.switching.real;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class OllamaUnitIT {
    @TestFactory
    Stream<DynamicTest> underSystemd(@TempDir Path shared) throws Exception {
        return Inside.run(shared, OllamaUnitInside.class, "ollama.sh", "gemma.sh");
    }
}
