package dev.venom.runtime.api.error;

/**
 * The stable reason of a failure. Names are part of the contract: they appear in JSON, decide the
 * exit status of the command line and the HTTP status of the Cockpit.
 */
public enum ErrorCode {
    /** The caller asked for something that makes no sense: a malformed reference, an unknown id, a bad setting. */
    INVALID_REQUEST,
    /** The model does not exist, or is private; a hub does not tell these apart. */
    MODEL_NOT_FOUND,
    /** The model exists, the branch, tag, commit or file asked for does not. */
    REVISION_NOT_FOUND,
    /** The credentials were rejected. */
    UNAUTHORIZED,
    /** The publisher's terms have to be accepted first, on the model's page. */
    GATED,
    /** The server asked to wait for longer than is reasonable. */
    RATE_LIMITED,
    /** No connection, or it broke; also: offline and not on disk. */
    NETWORK,
    /** A connection stayed open and delivered nothing. */
    STALLED,
    /** The server answered, with something that is not an answer: HTML, broken JSON, lasting errors. */
    PROVIDER_UNAVAILABLE,
    /** The bytes received are not those announced; nothing was published. */
    CHECKSUM_MISMATCH,
    /** The file system has no room. */
    DISK_FULL,
    /** The configured limit for models leaves no room. */
    QUOTA_EXCEEDED,
    /** The download is large and nobody has confirmed it yet. */
    CONFIRMATION_REQUIRED,
    /** The model does not run on that runtime or this hardware. */
    INCOMPATIBLE,
    /** The model holds executable formats, code or hostile file names. */
    UNSAFE_FORMAT,
    /** The model is not installed, or not completely. */
    NOT_INSTALLED,
    /** A runtime serves the model. */
    MODEL_IN_USE,
    /** No runtime has that id. */
    RUNTIME_NOT_FOUND,
    /** Another operation holds the runtime. */
    RUNTIME_BUSY,
    /** The runtime did not prove that it serves. */
    RUNTIME_UNHEALTHY,
    /** A process of the runtime can't be ended. */
    RUNTIME_STUCK,
    /** Another process holds the runtime's port. */
    PORT_IN_USE,
    /** The operating system, or the owner of a runtime, does not allow it. */
    PERMISSION_DENIED,
    /** A file of the library's own is damaged. */
    CORRUPT_STATE,
    /** Somebody cancelled the operation; what was downloaded is kept. */
    CANCELLED,
    /** A defect of the library or of a plug-in. */
    INTERNAL
}
