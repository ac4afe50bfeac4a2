package dev.venom.runtime.core.internal.runtime.state;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is worth less than the act that it tells of: a full disk keeps no runtime from coming up or coming back. */
public final class BestEffortWrite {
    private static final Logger LOG = LoggerFactory.getLogger(BestEffortWrite.class);

    private BestEffortWrite() {}

    /**
     * Writes it down where there is room.
     *
     * @param runtime the runtime that it is about
     * @param writing writes it down
     * @throws VenomException whatever hinders the writing, but DISK_FULL
     */
    public static void write(String runtime, Runnable writing) {
        try {
            writing.run();
        } catch (VenomException unwritten) {
            if (unwritten.code() != ErrorCode.DISK_FULL) {
                throw unwritten;
            }
            LOG.warn("not written down runtime={} reason={}", runtime, unwritten.getMessage());
        }
    }
}
