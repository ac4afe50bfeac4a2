package dev.venom.runtime.examples.cockpit.guard;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.Failure;
import dev.venom.runtime.examples.cockpit.problem.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may talk to the Cockpit: the Host header has to be one of its own names, a browser's page has to
 * be its own, a body has to be JSON (which no foreign form can send), and where there is a token it has to be
 * brought. Immutable.
 */
public final class RequestGuard {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int MISDIRECTED = 421;
    private static final String API = "/api/";
    private static final String SITE = "Sec-Fetch-Site";
    private static final Set<HandlerType> WITH_BODY = Set.of(HandlerType.POST, HandlerType.PUT, HandlerType.PATCH);

    private final HostNames hosts;
    private final Optional<AccessToken> token;

    /**
     * Makes a guard.
     *
     * @param hosts the names of the Cockpit
     * @param token what callers have to bring, where it is set
     */
    public RequestGuard(HostNames hosts, Optional<AccessToken> token) {
        this.hosts = hosts;
        this.token = token;
    }

    /**
     * Looks at every request before anybody else does.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context context) {
        Optional<String> host = header(context, "Host");
        if (!hosts.admit(host)) {
            refuse(context, MISDIRECTED, "This address does not belong to the Cockpit.", "Use the one it printed.");
        } else if (isForeignPage(context) || !isOwnPage(context) && !isOwnOrigin(context, host)) {
            refuse(context, FORBIDDEN, "A page of another site may not use the Cockpit.", "Open the Cockpit's own.");
        } else if (WITH_BODY.contains(context.method()) && !isJson(context)) {
            Problems.answer(
                    context,
                    UNSUPPORTED_MEDIA_TYPE,
                    new Failure(ErrorCode.INVALID_REQUEST, "The body is not JSON.", "Send it as application/json."));
            context.skipRemainingHandlers();
        } else if (context.path().startsWith(API) && !isKnown(context)) {
            context.header("WWW-Authenticate", "Bearer");
            refuse(context, UNAUTHORIZED, "The Cockpit's token is missing or wrong.", "Send it as a bearer token.");
        }
    }

    private boolean isKnown(Context context) {
        return token.map(secret -> secret.isIn(header(context, "Authorization")))
                .orElse(true);
    }

    private boolean isOwnOrigin(Context context, Optional<String> host) {
        return hosts.admitOrigin(header(context, "Origin"), host, header(context, "X-Forwarded-Host"));
    }

    /** A browser's own word, which no page can set (Fetch Metadata): also below a proxy that tells no other name. */
    private static boolean isOwnPage(Context context) {
        return header(context, SITE).filter("same-origin"::equals).isPresent();
    }

    /** Browsers say how a request came about; a link from another site may open the page, but call nothing. */
    private static boolean isForeignPage(Context context) {
        return context.path().startsWith(API)
                && header(context, SITE)
                        .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                        .isPresent();
    }

    private static boolean isJson(Context context) {
        boolean isEmpty = context.contentLength() <= 0
                && header(context, "Transfer-Encoding").isEmpty();
        return header(context, "Content-Type")
                .map(type ->
                        type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json"))
                .orElse(isEmpty);
    }

    private static Optional<String> header(Context context, String name) {
        return Optional.ofNullable(context.header(name));
    }

    private static void refuse(Context context, int status, String message, String hint) {
        Problems.answer(context, status, new Failure(ErrorCode.UNAUTHORIZED, message, hint));
        context.skipRemainingHandlers();
    }
}
