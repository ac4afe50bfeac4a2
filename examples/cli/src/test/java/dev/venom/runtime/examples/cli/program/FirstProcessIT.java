package dev.venom.runtime.examples.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.venom.runtime.examples.cli.orphan.NewNamespace;
import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code venom supervise} as the first process of a container: it looks after its runtimes, and after strangers' orphans. */
@Timeout(240)
class FirstProcessIT {
    private static final Duration TO_STOP = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private RuntimeFixture bench;

    @BeforeEach
    void describe() throws Exception {
        Optional<String> obstacle = NewNamespace.obstacle();
        obstacle.ifPresent(System.out::println);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        bench = new RuntimeFixture(directory.toRealPath());
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void keepsItsRuntimeUpReapsOrphansAndEndsInTime() throws Exception {
        VenomProcess supervise = bench.startAsFirstProcess("supervise", "--json");
        ProcessHandle first = supervise.inNamespace();
        try {
            supervise.awaitOperation(FirstProcessIT::succeeded);
            assertThat(numberInside(first)).isEqualTo("1");
            ProcessHandle server = bench.server().get(0);
            leaveAnOrphanIn(first);
            Eventually.holds("a zombie", () -> zombiesOf(first) > 0);

            server.destroyForcibly();

            supervise.awaitOperation(operation ->
                    succeeded(operation) && operation.path("kind").asText().equals("start"));
            assertThat(bench.server()).hasSize(1).doesNotContain(server);
            Eventually.holds("no zombie", () -> zombiesOf(first) == 0);

            long told = System.nanoTime();
            assertThat(first.destroy()).isTrue();
            VenomProcess.Outcome outcome = supervise.outcome();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(TO_STOP);
            assertThat(outcome.status()).as(outcome.errors()).isZero();
            JsonNode last = outcome.operations().get(outcome.operations().size() - 1);
            assertThat(last.path("kind").asText()).isEqualTo("stop");
            assertThat(last.path("state").asText()).isEqualTo("succeeded");
            assertThat(bench.all()).isEmpty();
            assertThat(bench.isPortFree()).isTrue();
        } finally {
            first.destroyForcibly();
        }
    }

    private static boolean succeeded(JsonNode operation) {
        return operation.path("state").asText().equals("succeeded");
    }

    /** A shell that ends at once leaves a child, which the first process gets and did not make. */
    private static void leaveAnOrphanIn(ProcessHandle first) throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder(
                        "nsenter", "--pid", "--target", Long.toString(first.pid()), "sh", "-c", "sleep 0.2 &")
                .start();
        assertThat(stranger.waitFor()).isZero();
    }

    private static String numberInside(ProcessHandle process) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"));
        String numbers = status.stream()
                .filter(line -> line.startsWith("NSpid:"))
                .findFirst()
                .orElseThrow();
        return numbers.substring(numbers.lastIndexOf('\t') + 1);
    }

    private static long zombiesOf(ProcessHandle parent) {
        return parent.children().filter(FirstProcessIT::isZombie).count();
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return false;
        }
    }
}
