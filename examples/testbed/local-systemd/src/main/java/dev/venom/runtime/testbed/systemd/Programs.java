package dev.venom.runtime.testbed.systemd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Programs {
    private static final int LIMIT_SECONDS = 120;

    private Programs() {}

    /** Output goes through a file: a daemon that inherits a pipe would keep its reader waiting. */
    static Completed run(List<String> command) {
        try {
            Path output = Files.createTempFile("local-systemd-", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                return new Completed(exitCode(process, command), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int exitCode(Process process, List<String> command) {
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IllegalStateException("Not done in " + LIMIT_SECONDS + " s: " + String.join(" ", command));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it ran: " + String.join(" ", command), interruption);
        } finally {
            process.destroyForcibly();
        }
    }
}
