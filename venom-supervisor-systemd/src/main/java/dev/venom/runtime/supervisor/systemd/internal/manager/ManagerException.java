package dev.venom.runtime.supervisor.systemd.internal.manager;

/** A call that systemd refused, or that did not reach it. */
public final class ManagerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The caller lacks the right. */
        DENIED,
        /** There is no systemd, or the connection to it is gone. */
        UNREACHABLE,
        /** It understood, and said no. */
        REFUSED
    }

    /** Something that systemd said. */
    public ManagerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Something that went wrong on the way. */
    public ManagerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
