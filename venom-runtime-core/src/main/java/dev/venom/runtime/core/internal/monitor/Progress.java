package dev.venom.runtime.core.internal.monitor;

/**
 * Whether a runtime really works: the highest of the three levels. Immutable.
 *
 * @param kind what is known
 * @param detail the evidence, for people
 */
record Progress(Kind kind, String detail) {
    static final Progress UNKNOWN = new Progress(Kind.UNKNOWN, "progress: not looked at");

    /** What is known of a runtime's work. */
    enum Kind {
        /** Nothing. */
        UNKNOWN,
        /** It could not be asked without harm to others. */
        UNDECIDED,
        /** It has just produced something. */
        PROVED,
        /** It has work and does none of it. */
        STALLED,
        /** It was asked for one token and gave none. */
        FAILED
    }

    boolean isTrouble() {
        return kind == Kind.STALLED || kind == Kind.FAILED;
    }
}
