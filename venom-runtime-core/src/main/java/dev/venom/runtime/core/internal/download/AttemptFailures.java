package dev.venom.runtime.core.internal.download;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.http.TransportException;
import dev.venom.runtime.core.internal.http.TransportProblem;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.time.Duration;

/** Says what an answer or a broken exchange means for a file. Immutable. */
final class AttemptFailures {
    private static final int FEW = 4;
    private static final int FRESH_ADDRESSES = 5;
    private static final String TRY_LATER = "Try again later; what was received is kept.";

    private final RemoteFile file;

    AttemptFailures(RemoteFile file) {
        this.file = file;
    }

    AttemptFailure broken(TransportException broken) {
        TransportProblem problem = broken.problem();
        return switch (problem) {
            case HEAD_TIMEOUT -> stalled("gave no answer");
            case BROKEN, CONNECT_TIMEOUT -> AttemptFailure.lasting(AttemptFailure.Kind.BROKEN, broken.failure());
            default -> new AttemptFailure(AttemptFailure.Kind.UNREACHABLE, problem.mostTries(), broken.failure());
        };
    }

    AttemptFailure brokenBody(long position, Throwable cause) {
        String message = "The connection broke after byte " + position + " of " + file.path() + ".";
        return AttemptFailure.lasting(
                AttemptFailure.Kind.BROKEN, new VenomException(ErrorCode.NETWORK, message, TRY_LATER, cause));
    }

    AttemptFailure shortBody(long position) {
        String message = "The server ended " + file.path() + " at byte " + position + " of " + file.sizeBytes() + ".";
        return AttemptFailure.lasting(
                AttemptFailure.Kind.BROKEN, new VenomException(ErrorCode.NETWORK, message, TRY_LATER));
    }

    AttemptFailure silent(Duration limit) {
        return stalled("delivered no byte for " + limit.toSeconds() + " s");
    }

    private AttemptFailure stalled(String what) {
        return AttemptFailure.lasting(
                AttemptFailure.Kind.STALLED,
                new VenomException(
                        ErrorCode.STALLED, "The server of " + file.path() + " stalled: it " + what + ".", TRY_LATER));
    }

    /** What a success means that does not carry the bytes asked for. */
    AttemptFailure unusable(RangeResponse.Kind kind, ReplyHead head) {
        String what = switch (kind) {
            case PAGE -> "sent a web page";
            case ENCODED -> "packed its answer, unasked, in a way that can't be undone here,";
            default -> "sent other bytes than the requested ones";
        };
        VenomException failure = unavailable(
                head.uri(),
                what,
                kind == RangeResponse.Kind.PAGE
                        ? "Something between here and the server answers in its place: a login page or a proxy."
                        : TRY_LATER);
        return switch (kind) {
            case PAGE -> AttemptFailure.fatal(failure);
            case WRONG_RANGE -> new AttemptFailure(AttemptFailure.Kind.WRONG_RANGE, FEW, failure);
            default -> new AttemptFailure(AttemptFailure.Kind.WRONG_ANSWER, FEW, failure);
        };
    }

    AttemptFailure damagedPacking(long position) {
        return new AttemptFailure(
                AttemptFailure.Kind.WRONG_ANSWER,
                FEW,
                new VenomException(
                        ErrorCode.PROVIDER_UNAVAILABLE,
                        "The server packed " + file.path() + ", unasked, and what came is damaged after byte "
                                + position + ".",
                        "A proxy between may compress answers; try again later."));
    }

    /** What a status means, where the provider has nothing to say about it. */
    AttemptFailure status(ReplyHead head, URI asked) {
        int status = head.status();
        boolean redirected = !head.uri().equals(asked);
        if (status == 416) {
            return new AttemptFailure(AttemptFailure.Kind.NOT_SATISFIABLE, 2, answered(head, TRY_LATER));
        }
        if (status == 429) {
            return AttemptFailure.lasting(AttemptFailure.Kind.BUSY, rateLimited(head.uri()));
        }
        if (status == 408 || status >= 500) {
            return AttemptFailure.lasting(AttemptFailure.Kind.BUSY, answered(head, TRY_LATER));
        }
        if (redirected && status >= 400) {
            return new AttemptFailure(
                    AttemptFailure.Kind.EXPIRED,
                    FRESH_ADDRESSES,
                    answered(head, "Fresh addresses did not help; check this machine's clock, or try again later."));
        }
        return switch (status) {
            case 401, 403 -> new AttemptFailure(AttemptFailure.Kind.EXPIRED, 2, unauthorized(head));
            case 404, 410 ->
                AttemptFailure.fatal(new VenomException(
                        ErrorCode.REVISION_NOT_FOUND,
                        place(head.uri()) + " does not have " + file.path() + " (HTTP " + status + ").",
                        "Plan the install again: the model may have changed."));
            default -> new AttemptFailure(AttemptFailure.Kind.WRONG_ANSWER, FEW, answered(head, TRY_LATER));
        };
    }

    VenomException tooLongToWait(Origin origin, Duration wait) {
        return new VenomException(
                ErrorCode.RATE_LIMITED,
                origin + " asks to wait " + wait.toSeconds() + " s before " + file.path() + " is fetched.",
                "Try again later, or sign in for a higher limit; what was received is kept.");
    }

    VenomException tooMuchWaiting() {
        return new VenomException(
                ErrorCode.RATE_LIMITED,
                "The server of " + file.path() + " asks to wait again and again, and sends nothing in between.",
                "Try again later, or sign in for a higher limit; what was received is kept.");
    }

    VenomException wrongHash(String actual, int fetches) {
        return new VenomException(
                ErrorCode.CHECKSUM_MISMATCH,
                file.path() + " should be " + file.digest() + " but is " + actual + " after " + file.sizeBytes()
                        + " bytes, fetched " + fetches + " times; nothing was published.",
                "Try again later, or report it to the publisher.");
    }

    private VenomException rateLimited(URI uri) {
        return new VenomException(
                ErrorCode.RATE_LIMITED,
                place(uri) + " limits how often " + file.path() + " may be asked for (HTTP 429).",
                "Try again later, or sign in for a higher limit; what was received is kept.");
    }

    private VenomException unauthorized(ReplyHead head) {
        return new VenomException(
                ErrorCode.UNAUTHORIZED,
                place(head.uri()) + " refused to hand out " + file.path() + " (HTTP " + head.status() + ").",
                "Check the token and its rights.");
    }

    private VenomException answered(ReplyHead head, String hint) {
        return unavailable(head.uri(), "answered HTTP " + head.status(), hint);
    }

    private VenomException unavailable(URI uri, String what, String hint) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE, place(uri) + " " + what + " for " + file.path() + ".", hint);
    }

    /** The origin only: paths and queries may be signed. */
    private static String place(URI uri) {
        return Origin.of(uri).toString();
    }
}
