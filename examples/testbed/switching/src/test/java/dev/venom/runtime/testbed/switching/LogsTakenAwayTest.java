package dev.venom.runtime.testbed.switching;

import static dev.venom.runtime.testbed.switching.SwitchFixture.FIRST;
import static dev.venom.runtime.testbed.switching.SwitchFixture.RUNTIME;
import static dev.venom.runtime.testbed.switching.SwitchFixture.SECOND;
import static dev.venom.runtime.testbed.switching.SwitchFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.api.runtime.Diagnosis;
import dev.venom.runtime.api.runtime.WhenBusy;
import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.spi.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes or moves the log of a server that runs: what it writes is still found. */
@Timeout(300)
class LogsTakenAwayTest {
    @TempDir
    private Path directory;

    private SwitchFixture bench;

    @BeforeEach
    void serveTheFirst() throws Exception {
        bench = SwitchFixture.make(directory);
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().activate(request(FIRST)).await();
        }
    }

    @AfterEach
    void leaveNothing() {
        bench.killServers();
    }

    @Test
    void readsWhatIsWrittenToARemovedLog() throws Exception {
        try (ModelManager manager = bench.manager()) {
            List<String> before = manager.runtimes().logs(RUNTIME, 100);
            Files.delete(log());

            List<String> after = manager.runtimes().logs(RUNTIME, 100);
            Diagnosis diagnosis = manager.runtimes().diagnose(RUNTIME);

            assertThat(after.get(0)).startsWith("[venom]").contains(log().toString(), "removed");
            assertThat(after.subList(1, after.size())).isEqualTo(before);
            assertThat(diagnosis.sections())
                    .filteredOn(section -> section.name().equals("log"))
                    .flatExtracting(Diagnosis.Section::lines)
                    .contains(after.get(0));
        }
    }

    @Test
    void readsWhatIsWrittenToAMovedLogAndBeginsANewOneWithTheNextStart() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ModelManager manager = bench.manager()) {
            Files.move(log(), directory.resolve("logs/old.log"));
            Files.createFile(log());

            assertThat(manager.runtimes().logs(RUNTIME, 100).get(0)).contains("old.log");
            AutoCloseable following = manager.runtimes().followLogs(RUNTIME, seen::add);
            manager.runtimes().activate(request(SECOND)).await();

            Eventually.holds("lines of the new server", () -> seen.stream().anyMatch(line -> line.contains("second")));
            assertThat(manager.runtimes().logs(RUNTIME, 100)).noneMatch(line -> line.startsWith("[venom]"));
            following.close();
        }
    }

    @Test
    void saysThatALogIsGoneWithItsServer() throws Exception {
        try (ModelManager manager = bench.manager()) {
            manager.runtimes().stop(RUNTIME, WhenBusy.REFUSE).await();
            delete(log());
            Files.delete(directory.resolve("logs"));

            assertThat(manager.runtimes().logs(RUNTIME, 100))
                    .singleElement()
                    .asString()
                    .contains(log().toString(), "is not there", "took it away");
            manager.runtimes().start(RUNTIME, WhenBusy.REFUSE).await();
            assertThat(manager.runtimes().logs(RUNTIME, 100))
                    .noneMatch(line -> line.startsWith("[venom]"))
                    .isNotEmpty();
        }
    }

    private Path log() {
        return directory.resolve("logs/vllm.log");
    }

    private static void delete(Path log) throws IOException {
        try (var files = Files.list(log.getParent())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
