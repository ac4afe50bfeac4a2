package dev.venom.runtime.spi.provider;

/** Receives the progress of an operation. Thread-safe. */
public interface ProgressSink {
    /**
     * Says what is being done.
     *
     * @param phase a word or two, such as {@code verifying}
     */
    void phase(String phase);

    /**
     * Reports bytes. A report below an earlier one is not shown: progress never goes backwards.
     *
     * @param doneBytes bytes that need not be moved again
     */
    void done(long doneBytes);

    /**
     * Adds a line to the operation's log.
     *
     * @param line text without secrets
     */
    void log(String line);

    /**
     * Honours a cancel or a pause that somebody asked for: returns at once where nobody did, waits while
     * paused.
     *
     * @throws dev.venom.runtime.api.error.VenomException CANCELLED if the operation has to end
     */
    void checkpoint();

    /**
     * Runs an action as soon as somebody cancels or pauses the operation, to wake what is blocked; the
     * blocked code then calls {@link #checkpoint()}.
     *
     * @param wake a short action, called on any thread
     * @return closes the registration
     */
    Registration onInterrupt(Runnable wake);

    /** Ends a registration. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
