package dev.venom.runtime.testbed.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A script of the directory {@code examples/testbed/real}, which brings something real, once, and prints where it is. */
public final class RealPart {
    /** Names a file that was found already, for a JVM that can't run the scripts: {@code real-part.vllm.sh=/...}. */
    public static final String PROPERTY = "real-part.";

    private static final int UNAVAILABLE = 3;
    private static final int LIMIT_MINUTES = 30;

    private RealPart() {}

    /**
     * Brings it. Skips the calling test, with the script's reason, where it cannot be had here.
     *
     * @param script the name of the script
     * @param arguments its arguments
     * @return what the script prints
     * @throws IOException if the script can't be run
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    public static Path bring(String script, String... arguments) throws IOException, InterruptedException {
        String known = System.getProperty(PROPERTY + script);
        return known != null ? Path.of(known) : run(directory().resolve(script), arguments);
    }

    private static Path run(Path script, String... arguments) throws IOException, InterruptedException {
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
        Path start = Path.of("").toAbsolutePath();
        for (Path here = start; here != null; here = here.getParent()) {
            Path scripts = here.resolve("examples/testbed/real");
            if (Files.isDirectory(scripts)) {
                return scripts;
            }
        }
        throw new IllegalStateException("examples/testbed/real is below no directory above " + start);
    }
}
