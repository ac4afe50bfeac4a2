package dev.venom.runtime.examples.cockpit.guard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** What a browser may do with the Cockpit's answers: run its own scripts and styles, and nothing else. */
public final class SecurityHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private SecurityHeaders() {}

    /**
     * Adds them to every answer.
     *
     * @param routes the server's routes
     */
    public static void register(RoutesConfig routes) {
        routes.before(SecurityHeaders::add);
    }

    private static void add(Context context) {
        HEADERS.forEach(context::header);
        if (context.path().startsWith("/api/")) {
            context.header("Cache-Control", "no-store");
        }
    }
}
