package dev.venom.runtime.provider.hf.internal.hub;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.api.model.RelativePath;
import dev.venom.runtime.provider.hf.internal.repository.RepoId;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.util.Locale;
import java.util.Optional;

/**
 * What the Hub means by an error about one model. It says so in {@code X-Error-Code} and {@code X-Error-Message};
 * the status alone is ambiguous. Immutable.
 *
 * @param access who asked
 * @param id the model
 * @param revision the revision asked for, or its commit
 */
record HubErrors(HubAccess access, RepoId id, String revision) {
    private static final String BAD_TOKEN = "invalid credentials in authorization header";
    private static final String DISABLED = "access to this resource is disabled";

    /** Judges an answer that is not a success. */
    VenomException of(ReplyHead head, String body, Optional<RelativePath> file) {
        return HubErrorText.beside(judged(head, body, file), head, body, access);
    }

    private VenomException judged(ReplyHead head, String body, Optional<RelativePath> file) {
        String code = head.headers().first("X-Error-Code").orElse("");
        String message = head.headers().first("X-Error-Message").orElse("").toLowerCase(Locale.ROOT);
        switch (code) {
            case "RevisionNotFound":
                return revisionNotFound();
            case "EntryNotFound":
                return fileNotFound(file);
            case "GatedRepo":
                return gated();
            case "RepoNotFound":
                return modelNotFound();
            default:
                return byMessage(head, message, body, file);
        }
    }

    private VenomException byMessage(ReplyHead head, String message, String body, Optional<RelativePath> file) {
        if (message.contains(DISABLED)) {
            return disabled();
        }
        if (isWebPage(head)) {
            return notAHub(head);
        }
        if (head.status() == 401) {
            return isBadToken(head, body) ? badToken(access) : modelNotFound();
        }
        return byStatus(head, body, file);
    }

    private static boolean isBadToken(ReplyHead head, String body) {
        String words = head.headers().first("X-Error-Message").orElse("") + " " + body;
        return head.status() == 401 && words.toLowerCase(Locale.ROOT).contains(BAD_TOKEN);
    }

    private VenomException byStatus(ReplyHead head, String body, Optional<RelativePath> file) {
        switch (head.status()) {
            case 403:
                return new VenomException(
                        ErrorCode.UNAUTHORIZED,
                        "The Hub does not let " + (hasToken() ? "this token" : "an anonymous caller") + " read " + id
                                + ".",
                        "Use a token that may read it, in HF_TOKEN.");
            case 404:
                return notFound(body, file);
            case 429:
                return new VenomException(
                        ErrorCode.RATE_LIMITED,
                        "The Hub asks to wait before " + id + " is asked for again.",
                        "Try again later; a token in HF_TOKEN raises the limit.");
            default:
                return unexpected(head);
        }
    }

    private VenomException notFound(String body, Optional<RelativePath> file) {
        String text = body.toLowerCase(Locale.ROOT);
        if (text.contains("revision") || text.contains("rev id")) {
            return revisionNotFound();
        }
        return file.isPresent() ? fileNotFound(file) : modelNotFound();
    }

    /** A download page, a login page, a mirror of something else: an answer, but no Hub's. */
    VenomException notAHub(ReplyHead head) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "What answers at " + access.endpoint() + " is not a Hub: status " + head.status() + " for " + id
                        + " without the Hub's own headers or JSON.",
                "Check HF_ENDPOINT, the proxy, and whether this network asks for a login.");
    }

    VenomException disabled() {
        return new VenomException(
                ErrorCode.MODEL_NOT_FOUND,
                "The Hub has disabled the model " + id + ".",
                "See " + page() + " for the reason; choose another model.");
    }

    /** A listing of which a part is missing; what came of it is not taken for the whole. */
    VenomException unfinished(String what) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The listing of " + id + " at " + access.endpoint() + " " + what + ".",
                "Nothing was installed from a part of it. Try again; if it lasts, the mirror or proxy in HF_ENDPOINT"
                        + " loses pages.");
    }

    VenomException unlisted(VenomException refusal) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                access.endpoint() + " knows " + id + " and does not list its files with sizes and hashes: "
                        + refusal.getMessage(),
                "Use a mirror or proxy in HF_ENDPOINT that passes /api/models/.../tree on, or the Hub itself.");
    }

    VenomException brokenOff(ReplyHead head, String body) {
        VenomException cause = of(head, body, Optional.empty());
        boolean isOfTheCaller = cause.code() == ErrorCode.RATE_LIMITED || isBadToken(head, body);
        return isOfTheCaller
                ? cause
                : unfinished("breaks off: its next page was answered with status " + head.status());
    }

    VenomException unexpected(ReplyHead head) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "The Hub answered status " + head.status() + " for " + id + ".",
                "Try again later; check HF_ENDPOINT if it lasts.");
    }

    VenomException gated() {
        return new VenomException(ErrorCode.GATED, gatedMessage(), gatedHint());
    }

    String gatedMessage() {
        return hasToken()
                ? "The model " + id + " is gated, and the account of this token has no access to it."
                : "The model " + id + " is gated, and no token is set.";
    }

    String gatedHint() {
        String accept = "Accept the terms at " + page() + " with your account";
        return hasToken()
                ? accept + ", wait for the approval where the publisher gives it, and use a token of it in HF_TOKEN."
                : accept + ", then set HF_TOKEN to a token of it.";
    }

    static VenomException badToken(HubAccess access) {
        return new VenomException(
                ErrorCode.UNAUTHORIZED,
                "The Hub at " + access.endpoint() + " rejected the token.",
                "Make a new token in the account's settings and set HF_TOKEN, or unset it for public models.");
    }

    private VenomException modelNotFound() {
        return new VenomException(
                ErrorCode.MODEL_NOT_FOUND,
                "The Hub has no model " + id + ", or it is private.",
                hasToken()
                        ? "Check the name; if it is private, use a token in HF_TOKEN whose account may read it."
                        : "Check the name; if it is private, set HF_TOKEN to a token whose account may read it.");
    }

    private VenomException revisionNotFound() {
        return new VenomException(
                ErrorCode.REVISION_NOT_FOUND,
                "The model " + id + " has no revision '" + revision + "'.",
                "See its branches and tags at " + page() + "/tree/main.");
    }

    private VenomException fileNotFound(Optional<RelativePath> file) {
        return new VenomException(
                ErrorCode.REVISION_NOT_FOUND,
                "The model " + id + " has no "
                        + file.map(path -> "file '" + path + "'").orElse("such file") + " at revision '" + revision
                        + "'.",
                "See its files at " + page() + "/tree/main.");
    }

    private boolean hasToken() {
        return access.credential().isPresent();
    }

    private String page() {
        return access.endpoint().page(id).toString();
    }

    private static boolean isWebPage(ReplyHead head) {
        return head.headers()
                .first("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
    }
}
