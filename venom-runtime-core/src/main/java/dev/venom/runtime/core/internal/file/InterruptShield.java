package dev.venom.runtime.core.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/**
 * Does short work on files to its end, although somebody interrupts the thread: a channel closes itself under an
 * interrupted thread, and a journal that is not written or a lock that is not held would cost more than the
 * few milliseconds. The interrupt is kept for whoever waits next.
 */
final class InterruptShield {
    private InterruptShield() {}

    static <T> T shielded(FileWork<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException | FileLockInterruptionException during) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Can be done again from its beginning. */
    @FunctionalInterface
    interface FileWork<T> {
        T run() throws IOException;
    }
}
