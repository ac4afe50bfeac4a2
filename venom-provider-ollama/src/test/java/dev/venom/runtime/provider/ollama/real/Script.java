package dev.venom.runtime.provider.ollama.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A script of {@code real/}, which brings something real and prints where it is. */
final class Script {
    private static final int UNAVAILABLE = 3;
    private static final int LIMIT_MINUTES = 30;

    private Script() {}

    /** What it prints; skips the test with the script's reason where it cannot be had here. */
    static Path run(String name, String... arguments) throws IOException, InterruptedException {
        Path script = directory().resolve(name);
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("venom-real-", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(script + " does not end");
            }
            String reason = Files.readString(errors).strip();
            Assumptions.assumeTrue(process.exitValue() != UNAVAILABLE, reason);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(script + " failed: " + reason);
            }
            return Path.of(output);
        } finally {
            Files.delete(errors);
        }
    }

    /** Tests run in their module's directory, or in that of the project. */
    private static Path directory() {
        Path here = Path.of("real").toAbsolutePath();
        return Files.isDirectory(here)
                ? here
                : Path.of("..", "real").toAbsolutePath().normalize();
    }
}
