package dev.venom.runtime.supervisor.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The units of the systemd that a test runs in. */
final class Units {
    private static final Path DIRECTORY = Path.of("/etc/systemd/system");

    private Units() {}

    static Path file(String unit) {
        return DIRECTORY.resolve(unit);
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
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interruption);
        }
    }
}
