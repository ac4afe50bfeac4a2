package dev.venom.runtime.testbed.switching.real;

import dev.venom.runtime.testbed.real.RealPart;
import dev.venom.runtime.testbed.systemd.TestsInside;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs scenarios inside a systemd, with what the scripts brought outside. */
final class Inside {
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private Inside() {}

    static Stream<DynamicTest> run(Path shared, Class<?> scenarios, String... scripts)
            throws IOException, InterruptedException {
        Map<String, String> parts = new HashMap<>();
        for (String script : scripts) {
            parts.put(RealPart.PROPERTY + script, RealPart.bring(script).toString());
        }
        return TestsInside.run(shared, LIMIT, parts, scenarios);
    }
}
