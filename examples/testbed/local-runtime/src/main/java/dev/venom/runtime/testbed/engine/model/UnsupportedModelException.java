package dev.venom.runtime.testbed.engine.model;

/** No engine here runs these files; starting again will not help. */
public final class UnsupportedModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message the reason
     */
    public UnsupportedModelException(String message) {
        super(message);
    }
}
