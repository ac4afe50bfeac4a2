package dev.venom.runtime.core.internal.format;

/** The header of a model file that may be right, but is more than is read here. */
final class UnsupportedModelException extends MalformedModelException {
    private static final long serialVersionUID = 1L;

    UnsupportedModelException(String message) {
        super(message);
    }
}
