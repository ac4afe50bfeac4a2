package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.VenomException;

/** The first page of a listing was refused, by a server that may not know listings. */
final class NoListingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final VenomException refusal;

    NoListingException(VenomException refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    /** What to say where the files can't be had in another way. */
    VenomException refusal() {
        return refusal;
    }
}
