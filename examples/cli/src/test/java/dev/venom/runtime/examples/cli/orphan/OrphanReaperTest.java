package dev.venom.runtime.examples.cli.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrphanReaperTest {
    @Test
    void reapsOrphansAndLeavesTheVirtualMachineItsChildren() throws Exception {
        Optional<String> obstacle = NewNamespace.obstacle();
        obstacle.ifPresent(System.out::println);
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        Process first = new ProcessBuilder(NewNamespace.command(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InitProgram.class.getName(),
                        "300")))
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
}
