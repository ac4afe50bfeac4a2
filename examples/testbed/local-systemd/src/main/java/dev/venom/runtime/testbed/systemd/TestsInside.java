package dev.venom.runtime.testbed.systemd;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs test classes in a JVM inside a {@link RealSystemd}, where processes have the numbers that systemd says, and
 * yields each of their tests to JUnit outside. Mark the classes with {@link OnlyInside}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> inside(@TempDir Path shared) {
 *     return TestsInside.run(shared, StartInside.class);
 * }
 * }</pre>
 */
public final class TestsInside {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private TestsInside() {}

    /**
     * Boots, runs, and ends. Skips with a reason where no systemd can be booted.
     *
     * @param shared an empty directory that has the same path inside
     * @param classes JUnit test classes, public or not
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> run(Path shared, Class<?>... classes) {
        return run(shared, LIMIT, Map.of(), classes);
    }

    /**
     * Boots, runs for long, and ends. Skips with a reason where no systemd can be booted.
     *
     * @param shared an empty directory that has the same path inside
     * @param limit for all of them
     * @param properties system properties of the JVM inside
     * @param classes JUnit test classes, public or not
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> run(
            Path shared, Duration limit, Map<String, String> properties, Class<?>... classes) {
        RealSystemd.obstacle().ifPresent(obstacle -> Assumptions.assumeTrue(false, obstacle));
        try (RealSystemd systemd = RealSystemd.boot(shared)) {
            return run(systemd, shared, new Session(List.of(), properties, limit), classes);
        }
    }

    /**
     * Runs in a systemd that is there, as root.
     *
     * @param systemd where
     * @param shared its shared directory
     * @param classes JUnit test classes
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> run(RealSystemd systemd, Path shared, Class<?>... classes) {
        return run(systemd, shared, new Session(List.of(), Map.of(), LIMIT), classes);
    }

    /**
     * Runs in a systemd that is there, as another user.
     *
     * @param systemd where
     * @param user a number that {@link RealSystemd#user} gave
     * @param shared its shared directory
     * @param classes JUnit test classes
     * @return one test for each that ran inside
     */
    public static Stream<DynamicTest> runAs(RealSystemd systemd, long user, Path shared, Class<?>... classes) {
        letOthersRead(systemd);
        List<String> become = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--reset-env");
        return run(systemd, shared, new Session(become, Map.of(), LIMIT), classes);
    }

    /** Only inside: what is above the class path lets nobody pass, as root's own directory. */
    private static void letOthersRead(RealSystemd systemd) {
        Stream.of(classPath().split(File.pathSeparator))
                .map(Path::of)
                .flatMap(entry -> Stream.iterate(entry.getParent(), Objects::nonNull, Path::getParent))
                .distinct()
                .forEach(directory -> systemd.run("chmod", "o+x", directory.toString()));
    }

    private static Stream<DynamicTest> run(RealSystemd systemd, Path shared, Session session, Class<?>... classes) {
        try {
            // Whoever runs inside writes there.
            Path results = Files.createTempDirectory(shared, "tests-");
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path outcomes = results.resolve("outcomes");
            Path output = results.resolve("output");
            List<String> command = new ArrayList<>(session.prefix());
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-D" + OnlyInside.PROPERTY + "=true"));
            session.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of("-cp", classPath()));
            command.add(TestRunner.class.getName());
            command.add(outcomes.toString());
            Stream.of(classes).map(Class::getName).forEach(command::add);
            String ending = ending(
                    systemd.inside(command.toArray(String[]::new))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    session.limit());
            List<String> lines = Files.exists(outcomes) ? Files.readAllLines(outcomes) : List.of();
            return tests(lines, ending, Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String ending(Process process, Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            return ended ? "exit code " + process.exitValue() : "not within " + limit.toMinutes() + " minutes";
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

    /** How a JVM inside is run: behind which words, with which system properties, for how long. */
    private record Session(List<String> prefix, Map<String, String> properties, Duration limit) {}
}
