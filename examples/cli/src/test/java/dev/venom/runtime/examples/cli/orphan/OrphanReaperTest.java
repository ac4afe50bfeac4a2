package dev.venom.runtime.examples.cli.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrphanReaperTest {
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @Test
    void reapsOrphansAndLeavesTheVirtualMachineItsChildren() throws Exception {
        assumeTrue(mayMakeNamespaces(), "This user may make no namespace of processes.");
        Process first = new ProcessBuilder(command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InitProgram.class.getName(),
                        "300"))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.lines()).containsExactly("pid 1", "right 40 of 40", "orphans seen", "left 0");
        } finally {
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void doesNothingWhereItIsNotTheFirst() {
        try (OrphanReaper reaper = new OrphanReaper()) {
            reaper.beginWhereFirst();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("venom-orphan-reaper");
        }
    }

    private static boolean mayMakeNamespaces() throws InterruptedException {
        try {
            return new ProcessBuilder(command("true")).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static List<String> command(String... words) {
        return Stream.concat(NAMESPACE.stream(), List.of(words).stream()).toList();
    }
}
