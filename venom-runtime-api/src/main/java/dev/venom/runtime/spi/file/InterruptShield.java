package dev.venom.runtime.spi.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;

/**
 * Does short work on files to its end, although somebody interrupts the thread: a channel closes itself under an
 * interrupted thread, and a journal that is not written or a lock that is not held would cost more than the
 * few milliseconds. The interrupt is kept for whoever waits next.
 */
public final class InterruptShield {
    private InterruptShield() {}

    /**
     * Works, again from the beginning where an interrupt cut it off.
     *
     * @param work short work that can be done again
     * @param <T> what it yields
     * @return its result
     * @throws IOException as the work threw it, but for interrupts
     */
    public static <T> T shielded(FileWork<T> work) throws IOException {
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

    /**
     * Can be done again from its beginning.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    public interface FileWork<T> {
        /**
         * Does it.
         *
         * @return the result
         * @throws IOException if it can't be done
         */
        T run() throws IOException;
    }
}
