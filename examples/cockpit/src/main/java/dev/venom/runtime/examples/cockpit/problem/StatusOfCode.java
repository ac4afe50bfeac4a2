package dev.venom.runtime.examples.cockpit.problem;

import dev.venom.runtime.api.error.ErrorCode;

/** Which HTTP status a failure has. */
final class StatusOfCode {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int INSUFFICIENT_STORAGE = 507;

    private StatusOfCode() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> BAD_REQUEST;
            case UNAUTHORIZED, GATED, PERMISSION_DENIED -> FORBIDDEN;
            case MODEL_NOT_FOUND, REVISION_NOT_FOUND, RUNTIME_NOT_FOUND, NOT_INSTALLED -> NOT_FOUND;
            case CONFIRMATION_REQUIRED,
                    MODEL_IN_USE,
                    RUNTIME_BUSY,
                    PORT_IN_USE,
                    INCOMPATIBLE,
                    UNSAFE_FORMAT,
                    CANCELLED -> CONFLICT;
            case RATE_LIMITED -> TOO_MANY_REQUESTS;
            case NETWORK, STALLED, PROVIDER_UNAVAILABLE -> BAD_GATEWAY;
            case DISK_FULL, QUOTA_EXCEEDED -> INSUFFICIENT_STORAGE;
            case CHECKSUM_MISMATCH, RUNTIME_UNHEALTHY, RUNTIME_STUCK, CORRUPT_STATE, INTERNAL -> INTERNAL;
        };
    }
}
