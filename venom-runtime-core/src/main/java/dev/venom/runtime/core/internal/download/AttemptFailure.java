package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.VenomException;

/**
 * Why an attempt did not bring all it was sent for. Immutable.
 *
 * @param kind what happened; only setbacks of one kind count against its limit
 * @param mostTries how many tries in a row make sense, the first included; patience may end them earlier
 * @param failure what to tell people where nothing helps
 */
record AttemptFailure(Kind kind, int mostTries, VenomException failure) {
    /** What happened. */
    enum Kind {
        /** No connection. */
        UNREACHABLE,
        /** The connection ended early, or the body did. */
        BROKEN,
        /** The connection delivered nothing. */
        STALLED,
        /** 408, 429, 5xx. */
        BUSY,
        /** An address that was good once is no longer. */
        EXPIRED,
        /** A success that is not the file. */
        WRONG_ANSWER,
        /** Other bytes than those asked for, or it does not say which. */
        WRONG_RANGE,
        /** 416: the server has no such range, or knows none at all. */
        NOT_SATISFIABLE,
        /** Nothing that trying again can mend. */
        FINAL;

        /** Whether asking for the file as a whole may help. */
        boolean isAboutRanges() {
            return this == WRONG_RANGE || this == NOT_SATISFIABLE;
        }
    }

    static AttemptFailure lasting(Kind kind, VenomException failure) {
        return new AttemptFailure(kind, Integer.MAX_VALUE, failure);
    }

    static AttemptFailure fatal(VenomException failure) {
        return new AttemptFailure(Kind.FINAL, 1, failure);
    }
}
