package dev.venom.runtime.examples.cockpit.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a demonstration with a model that runs. */
@Timeout(180)
class DemoEndIT {
    private static final String TINY = "{\"provider\":\"hf\",\"model\":\"venom/tiny-llama-GGUF\"}";
    private static final String ACTIVATE =
            "{\"runtime\":\"alpha\",\"provider\":\"hf\",\"model\":\"venom/tiny-llama-GGUF\"}";

    @TempDir
    private Path temporary;

    private CockpitProcess cockpit;
    private List<ProcessHandle> family;

    @BeforeEach
    void serveAModel() throws Exception {
        cockpit = CockpitProcess.demo(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary));
        RestClient rest = new RestClient(cockpit.address());
        assertThat(rest.run("/api/v1/models/install", TINY).path("state").asText())
                .isEqualTo("succeeded");
        assertThat(rest.run("/api/v1/models/activate", ACTIVATE).path("state").asText())
                .isEqualTo("succeeded");
        family = cockpit.family();
        assertThat(family).hasSizeGreaterThan(1);
        assertThat(demonstrations()).hasSize(1);
    }

    @AfterEach
    void close() throws Exception {
        cockpit.close();
    }

    @Test
    void isNothingWhenItIsToldToEnd() throws Exception {
        cockpit.terminate();

        assertThat(family).noneMatch(ProcessHandle::isAlive);
        assertThat(demonstrations()).isEmpty();
    }

    @Test
    void isNoProcessWhenItIsKilled() throws Exception {
        cockpit.kill();

        for (ProcessHandle process : family) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private List<Path> demonstrations() throws Exception {
        try (Stream<Path> entries = Files.list(temporary)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("venom-cockpit-demo-"))
                    .toList();
        }
    }
}
