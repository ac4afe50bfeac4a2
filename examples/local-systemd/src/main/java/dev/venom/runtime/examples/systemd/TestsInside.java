package dev.venom.runtime.examples.systemd;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs test classes in a JVM inside a {@link RealSystemd}, where processes have the numbers that systemd says, and
 * yields each of their tests to JUnit outside. Name the classes so that they are not run outside, too.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> inside(@TempDir Path shared) {
 *     return TestsInside.run(shared, StartInside.class);
 * }
 * }</pre>
 */
public final class TestsInside {
    private static final int LIMIT_MINUTES = 8;

    private TestsInside() {}

    /**
     * Boots, runs, and ends. Skips with a reason where no systemd can be booted.
     *
     * @param shared an empty directory that has the same path inside
     * @param classes JUnit test classes, public or not
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> run(Path shared, Class<?>... classes) {
        RealSystemd.obstacle().ifPresent(obstacle -> Assumptions.assumeTrue(false, obstacle));
        try (RealSystemd systemd = RealSystemd.boot(shared)) {
            return run(systemd, shared, classes);
        }
    }

    /**
     * Runs in a systemd that is there.
     *
     * @param systemd where
     * @param shared its shared directory
     * @param classes JUnit test classes
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> run(RealSystemd systemd, Path shared, Class<?>... classes) {
        try {
            Path outcomes = Files.createTempFile(shared, "outcomes-", "");
            Path output = Files.createTempFile(shared, "output-", "");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    classPath()));
            command.add(TestRunner.class.getName());
            command.add(outcomes.toString());
            Stream.of(classes).map(Class::getName).forEach(command::add);
            String ending = ending(systemd.inside(command.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start());
            return tests(Files.readAllLines(outcomes), ending, Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String ending(Process process) {
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            return ended ? "exit code " + process.exitValue() : "not within " + LIMIT_MINUTES + " minutes";
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } finally {
            process.destroyForcibly();
        }
    }

    private static Stream<DynamicTest> tests(List<String> outcomes, String ending, String output) {
        System.out.println(output);
        DynamicTest whole = DynamicTest.dynamicTest("runs to its end", () -> {
            Assertions.assertEquals("exit code 0", ending, output);
            Assertions.assertFalse(outcomes.isEmpty(), output);
        });
        return Stream.concat(outcomes.stream().map(TestOutcome::parse).map(TestsInside::test), Stream.of(whole));
    }

    private static DynamicTest test(TestOutcome outcome) {
        return DynamicTest.dynamicTest(outcome.name(), () -> {
            outcome.skipped().ifPresent(reason -> Assumptions.assumeTrue(false, reason));
            outcome.failure().ifPresent(Assertions::fail);
        });
    }

    /** The one of this JVM, with absolute paths: the other begins in another directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
