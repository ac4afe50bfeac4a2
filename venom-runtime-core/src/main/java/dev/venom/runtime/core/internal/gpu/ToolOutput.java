package dev.venom.runtime.core.internal.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program has said, however it ended. Immutable.
 *
 * @param lines what it wrote
 * @param failure why that may not be all; empty where it ended well
 */
record ToolOutput(List<String> lines, Optional<String> failure) {
    private static final Logger LOG = LoggerFactory.getLogger(ToolOutput.class);

    ToolOutput {
        lines = List.copyOf(lines);
    }

    /** Runs it, and ends it where it takes longer than that. */
    static ToolOutput of(List<String> command, Duration timeout) {
        try {
            Path output = Files.createTempFile("venom-tool", ".txt");
            try {
                Optional<String> failure = failure(command, timeout, output);
                return new ToolOutput(text(output).lines().toList(), failure);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            return new ToolOutput(List.of(), Optional.of(String.valueOf(failure.getMessage())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new ToolOutput(List.of(), Optional.of("it was interrupted"));
        }
    }

    private static Optional<String> failure(List<String> command, Duration timeout, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process running = builder.start();
        try {
            if (!running.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("no answer within " + timeout.toSeconds() + " s");
            }
        } finally {
            running.destroyForcibly();
        }
        if (running.exitValue() == 0) {
            return Optional.empty();
        }
        LOG.debug("tool failed command={} exit={}", command, running.exitValue());
        return Optional.of("it ended with " + running.exitValue());
    }

    private static String text(Path output) throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
