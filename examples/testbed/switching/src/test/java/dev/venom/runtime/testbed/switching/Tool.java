package dev.venom.runtime.testbed.switching;

import java.io.IOException;
import java.util.List;

/** A program of the host's, run to its end. */
final class Tool {
    private Tool() {}

    /** Runs it and returns its exit status. */
    static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it ran: " + List.of(command), interrupted);
        }
    }
}
