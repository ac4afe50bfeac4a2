package dev.venom.runtime.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venom.runtime.spi.runtime.LaunchPlan;
import dev.venom.runtime.spi.runtime.Observation.Phase;
import dev.venom.runtime.spi.runtime.SupervisedRuntime;
import dev.venom.runtime.spi.testkit.Eventually;
import dev.venom.runtime.supervisor.process.internal.output.LogTail;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
    private static final int LINES = 2_000_000;
    private static final long LINE_BYTES = 100;
    private static final long ROTATED_AT_BYTES = 20_000_000;

    @TempDir
    Path directory = Path.of("");

    private SupervisorFixture bench = new SupervisorFixture(directory);

    @BeforeEach
    void open() {
        bench = new SupervisorFixture(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsTheTailOf200MegabytesThatAreRotatedUnderTheWriter() throws Exception {
        String padding = "x".repeat((int) LINE_BYTES - 9);
        LaunchPlan plan = bench.plan(
                "seq -f '%08.0f" + padding + "' 1 " + LINES,
                "touch written; until [ -e go-on ]; do sleep 0.02; done; echo 'the end'");
        Path log = plan.logFile();
        SupervisedRuntime runtime = bench.attach(plan);
        runtime.start(plan);

        int rotations = 0;
        while (Files.notExists(directory.resolve("written"))) {
            if (Files.size(log) > ROTATED_AT_BYTES) {
                copyAndTruncate(log);
                rotations++;
            }
            assertThat(runtime.observe().phase()).isEqualTo(Phase.RUNNING);
        }
        String last = lastOf(runtime, log);
        Files.createFile(directory.resolve("go-on"));
        Eventually.holds("it ends", () -> runtime.observe().phase() == Phase.FAILED);

        assertThat(rotations).isPositive();
        assertThat(last).isEqualTo(String.format("%08d", LINES) + padding);
        assertThat(runtime.logTail(1)).containsExactly("the end");
        assertThat(Files.size(log)).isLessThan(LINES * LINE_BYTES);
        assertThat(allocatedBytes(log)).isGreaterThanOrEqualTo(Files.size(log));
        try (var lines = Files.lines(log)) {
            assertThat(lines.filter(line -> line.indexOf('\0') >= 0)).isEmpty();
        }
    }

    /** The last line before the pause: in the log, or in the copy where that was taken after it. */
    private static String lastOf(SupervisedRuntime runtime, Path log) {
        List<String> tail = runtime.logTail(1);
        return (tail.isEmpty() ? new LogTail(copyOf(log)).last(1) : tail).get(0);
    }

    @Test
    void tellsOfAFailedStartOnlyWhatThatStartWrote() throws IOException {
        try (SupervisorFixture patient = SupervisorFixture.waitingForFailure(directory)) {
            LaunchPlan plan = patient.plan("echo 'out of memory'; exit 1");
            Files.writeString(plan.logFile(), "an old failure\n");

            assertThatThrownBy(() -> patient.attach(plan).start(plan))
                    .hasMessageContaining("out of memory")
                    .hasMessageNotContaining("an old failure");
        }
    }

    private static Path copyOf(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }

    private static void copyAndTruncate(Path log) throws IOException {
        Files.copy(log, copyOf(log), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** A file with a hole takes less room than it is long. */
    private static long allocatedBytes(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
        String[] blocks =
                new String(stat.getInputStream().readAllBytes()).strip().split(" ");
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
}
