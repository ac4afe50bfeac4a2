package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.provider.RemoteFile;

/** Wraps what nobody expected, so that a caller sees one kind of exception. */
final class UnexpectedFailures {
    private static final String REPORT = "Please report it with the log; what was received is kept.";

    private UnexpectedFailures() {}

    /** A file that nobody fetches any more although bytes are missing: without this it would wait for ever. */
    static VenomException abandoned(RemoteFile file, long missingBytes) {
        return new VenomException(
                ErrorCode.INTERNAL,
                "The download of " + file.path() + " met a defect: nobody fetches its missing " + missingBytes
                        + " bytes.",
                REPORT);
    }

    static VenomException describe(RemoteFile file, Throwable defect) {
        if (defect instanceof VenomException known) {
            return known;
        }
        return new VenomException(
                ErrorCode.INTERNAL,
                "The download of " + file.path() + " met a defect: "
                        + defect.getClass().getName() + ".",
                REPORT,
                defect);
    }
}
