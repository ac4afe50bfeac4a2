package dev.venom.runtime.supervisor.systemd;

import dev.venom.runtime.spi.testkit.ServerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs a program to its end; yields what it wrote. */
    static String run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
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
