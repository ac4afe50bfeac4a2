package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.testbed.systemd.RealSystemd;
import dev.venom.runtime.testbed.vllm.script.ScriptOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime under a real systemd, from the text of its unit to its end. */
@Timeout(300)
class SystemdRuntimeIT {
    private static final String UNIT = "venom-it.service";

    @TempDir
    private Path directory;

    private Optional<RuntimeFixture> bench = Optional.empty();
    private Optional<RealSystemd> systemd = Optional.empty();

    @BeforeEach
    void boot() throws Exception {
        Optional<String> obstacle = RealSystemd.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        Path shared = directory.toRealPath();
        bench = Optional.of(
                new RuntimeFixture(shared).with("supervisor", "systemd").with("unit", UNIT));
        systemd = Optional.of(RealSystemd.boot(shared));
    }

    @AfterEach
    void shutDown() throws Exception {
        systemd.ifPresent(RealSystemd::close);
        if (bench.isPresent()) {
            bench.get().close();
        }
    }

    @Test
    void livesAsAUnitOfItsOwn() throws Exception {
        assertThat(venom("units", "show", id(), "--json")
                        .document()
                        .path("current")
                        .asBoolean())
                .isFalse();
        assertThat(venom("start", id(), "--json").status()).isNotZero();
        VenomProcess.Outcome installed = venom("units", "install", id(), "--json");
        assertThat(installed.status()).as(installed.errors()).isZero();
        assertThat(installed.document().path("current").asBoolean()).isTrue();

        VenomProcess.Outcome start = venom("start", id(), "--json");
        assertThat(start.status()).as(start.errors()).isZero();
        JsonNode seen = runtime();
        assertThat(seen.path("state").asText()).isEqualTo("online");
        assertThat(seen.path("supervisor").asText()).isEqualTo("systemd");
        assertThat(systemctl("is-active")).isEqualTo("active");
        assertThat(venom("logs", id(), "--json").document().path("lines").toString())
                .contains("Application startup complete");

        assertThat(venom("restart", id(), "--json").finalState()).isEqualTo("succeeded");
        assertThat(bench.orElseThrow().server()).hasSize(1);

        assertThat(venom("stop", id(), "--json").finalState()).isEqualTo("succeeded");
        assertThat(systemctl("is-active")).isEqualTo("inactive");
        assertThat(bench.orElseThrow().all()).isEmpty();
        assertThat(runtime().path("state").asText()).isEqualTo("offline");
    }

    @Test
    void leavesItToSystemdToStartAgainWhatWasKilled() throws Exception {
        venom("units", "install", id());
        venom("start", id());
        ProcessHandle server = bench.orElseThrow().server().get(0);

        server.destroyForcibly();

        JsonNode seen = runtime();
        while (!seen.path("state").asText().equals("online")
                || seen.path("restarts").asInt() == 0) {
            seen = runtime();
        }
        assertThat(bench.orElseThrow().server()).hasSize(1).doesNotContain(server);
        assertThat(venom("stop", id()).status()).isZero();
        assertThat(bench.orElseThrow().all()).isEmpty();
    }

    @Test
    void saysInTheLogsWordsWhyAStartFailedAndLeavesNothing() throws Exception {
        bench.orElseThrow().order(ScriptOrder.START_FAULT, "unsupported-architecture");
        venom("units", "install", id());

        VenomProcess.Outcome start = venom("start", id(), "--json");

        assertThat(start.status()).isEqualTo(1);
        assertThat(start.last().path("error").path("code").asText()).isEqualTo("RUNTIME_UNHEALTHY");
        assertThat(start.last().path("error").path("message").asText()).contains("are not supported");
        assertThat(bench.orElseThrow().all()).isEmpty();
        assertThat(systemctl("is-active")).isNotEqualTo("active");
    }

    private String id() {
        return bench.orElseThrow().id();
    }

    private JsonNode runtime() throws Exception {
        VenomProcess.Outcome outcome = venom("runtimes", "--json");
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        return outcome.document().path("runtimes").path(0);
    }

    private VenomProcess.Outcome venom(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                System.getProperty("venom.jar")));
        Stream.of(arguments).forEach(command::add);
        return bench.orElseThrow().run(systemd.orElseThrow().inside(command.toArray(String[]::new)));
    }

    private String systemctl(String verb) {
        return systemd.orElseThrow().run("systemctl", verb, UNIT).output().strip();
    }
}
