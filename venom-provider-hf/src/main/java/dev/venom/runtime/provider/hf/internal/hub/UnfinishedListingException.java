package dev.venom.runtime.provider.hf.internal.hub;

/** A listing that has more pages than can be read: what was read of it is not the whole. */
final class UnfinishedListingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the end of a sentence about the listing. */
    UnfinishedListingException(String what) {
        super(what);
    }
}
