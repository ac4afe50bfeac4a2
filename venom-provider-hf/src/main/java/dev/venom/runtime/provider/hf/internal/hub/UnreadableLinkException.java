package dev.venom.runtime.provider.hf.internal.hub;

/** A field that announces more of a listing and does not say where. */
final class UnreadableLinkException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableLinkException() {
        super("The Link field names a next page that is no address");
    }
}
