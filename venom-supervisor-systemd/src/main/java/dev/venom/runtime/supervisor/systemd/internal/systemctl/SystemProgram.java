package dev.venom.runtime.supervisor.systemd.internal.systemctl;

import dev.venom.runtime.supervisor.systemd.internal.manager.Interruption;
import dev.venom.runtime.supervisor.systemd.internal.manager.ManagerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program of systemd's with output for programs. Immutable. */
final class SystemProgram {
    private static final Map<String, String> PLAIN =
            Map.of("LC_ALL", "C.UTF-8", "SYSTEMD_COLORS", "0", "SYSTEMD_PAGER", "", "SYSTEMD_LOG_LEVEL", "warning");

    private final Map<String, String> environment;

    /** With variables that say where its bus is. */
    SystemProgram(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What a program left. */
    record Ending(int exitCode, String output, String errors) {}

    /**
     * Runs it to its end. Files take its output, so that no thread has to.
     *
     * @return how it ended; empty if it did not in time, and was ended
     */
    Optional<Ending> run(List<String> command, Duration limit) {
        try {
            Path output = Files.createTempFile("venom-systemd-", ".out");
            Path errors = Files.createTempFile("venom-systemd-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(PLAIN);
                builder.environment().putAll(environment);
                Optional<Integer> exitCode = exitCode(builder.start(), limit);
                return exitCode.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Ending(exitCode.get(), text(output), text(errors)));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new ManagerException(
                    ManagerException.Reason.UNREACHABLE,
                    "Cannot run " + command.get(0) + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static Optional<Integer> exitCode(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException interruption) {
            throw Interruption.of(interruption);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
