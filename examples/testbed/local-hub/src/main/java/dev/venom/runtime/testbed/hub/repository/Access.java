package dev.venom.runtime.testbed.hub.repository;

/** Who may read a repository. */
public enum Access {
    /** Anyone. */
    PUBLIC,
    /** Anyone may see it; files are for those who asked, and everyone who asks is accepted. */
    GATED_AUTO,
    /** Anyone may see it; files are for those whom its owner accepted. */
    GATED_MANUAL,
    /** Only those who have been granted it know that it exists. */
    PRIVATE,
    /** Nobody: the Hub has taken it down. */
    DISABLED;

    /** Whether terms must be accepted before files can be had. */
    public boolean isGated() {
        return this == GATED_AUTO || this == GATED_MANUAL;
    }
}
