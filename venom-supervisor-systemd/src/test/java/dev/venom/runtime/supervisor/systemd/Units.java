package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.spi.testkit.ServerCommand;
import dev.venom.runtime.supervisor.systemd.internal.access.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units of the systemd that a test runs in. */
final class Units {
    private static final Path DIRECTORY = Path.of("/etc/systemd/system");

    private Units() {}

    static Path file(String unit) {
        return DIRECTORY.resolve(unit);
    }

    /** Writes a unit as an administrator would. */
    static void write(String unit, String text) throws IOException {
        Files.writeString(file(unit), text);
        run("systemctl", "daemon-reload");
    }

    /** Writes a unit that serves on a port. */
    static void writeServer(String unit, ServerCommand command) throws IOException {
        String words = command.words().stream()
                .map(word ->
                        '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + '"')
                .collect(Collectors.joining(" "));
        write(unit, "[Service]\nType=exec\nExecStart=" + words + "\n");
    }

    /** Stops a unit at once and forgets it. */
    static void remove(String unit) throws IOException {
        run("systemctl", "kill", "--kill-whom=all", "--signal=KILL", unit);
        run("systemctl", "stop", unit);
        Files.deleteIfExists(file(unit));
        Path dropIns = file(unit + ".d");
        if (Files.isDirectory(dropIns)) {
            try (Stream<Path> files = Files.list(dropIns)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(dropIns);
        }
        run("systemctl", "daemon-reload");
        run("systemctl", "reset-failed", unit);
    }

    /** Runs a program of the caller's own manager to its end. */
    static void runAsUser(String... command) {
        run(
                List.of(command),
                Map.of("XDG_RUNTIME_DIR", "/run/user/" + Caller.current().id()));
    }

    /** Runs a program to its end; yields what it wrote. */
    static String run(String... command) {
        return run(List.of(command), Map.of());
    }

    private static String run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interruption);
        }
    }
}
