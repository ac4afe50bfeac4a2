package dev.venom.runtime.examples.cli.console;

import dev.venom.runtime.api.error.ErrorCode;

/** The exit status of the program: part of its contract with scripts. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;

    /** Failed, or checked and found bad. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** Somebody has to confirm first. */
    public static final int CONFIRMATION = 3;

    /** What was named does not exist. */
    public static final int NOT_FOUND = 4;

    /** It could be done, and is refused. */
    public static final int REFUSED = 5;

    /** Interrupted or cancelled; 128 and the number of SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}

    /**
     * The exit status of a failure.
     *
     * @param code its reason
     * @return 1 to 5, or 130
     */
    public static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> USAGE;
            case CONFIRMATION_REQUIRED -> CONFIRMATION;
            case MODEL_NOT_FOUND, REVISION_NOT_FOUND, RUNTIME_NOT_FOUND, NOT_INSTALLED -> NOT_FOUND;
            case QUOTA_EXCEEDED, DISK_FULL, INCOMPATIBLE, UNSAFE_FORMAT, MODEL_IN_USE, RUNTIME_BUSY -> REFUSED;
            case CANCELLED -> INTERRUPTED;
            case UNAUTHORIZED,
                    GATED,
                    RATE_LIMITED,
                    NETWORK,
                    STALLED,
                    PROVIDER_UNAVAILABLE,
                    CHECKSUM_MISMATCH,
                    RUNTIME_UNHEALTHY,
                    RUNTIME_STUCK,
                    PORT_IN_USE,
                    PERMISSION_DENIED,
                    CORRUPT_STATE,
                    INTERNAL -> FAILED;
        };
    }
}
