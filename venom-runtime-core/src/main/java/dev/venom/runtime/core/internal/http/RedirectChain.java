package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.HttpCall;
import dev.venom.runtime.spi.transport.Origin;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Where a call has been and where it goes next, hop by hop. Confined to the calling thread. */
final class RedirectChain {
    private static final int MOST_REDIRECTS = 20;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int PERMANENT_REDIRECT = 308;

    private final HttpCall call;
    private final Set<URI> visited = new HashSet<>();
    private URI uri;
    private String method;

    RedirectChain(HttpCall call) {
        this.call = call;
        this.uri = requireAddress(call.uri());
        this.method = call.method();
        visited.add(uri);
    }

    private static URI requireAddress(URI uri) {
        if (!isHttp(uri) || Origin.find(uri).isEmpty()) {
            throw new VenomException(
                    ErrorCode.INVALID_REQUEST,
                    "Cannot call an address that is not http or https with a host: scheme " + uri.getScheme(),
                    "Check the configured addresses.");
        }
        return uri;
    }

    private static boolean isHttp(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    URI uri() {
        return uri;
    }

    String method() {
        return method;
    }

    Origin origin() {
        return Origin.of(uri);
    }

    /** Whether the current hop is one that the call itself named: only that server is judged by the provider. */
    boolean isAtHome() {
        return origin().equals(Origin.of(call.uri()));
    }

    /** Whether the body of the call still goes along. */
    boolean carriesBody() {
        return method.equals(call.method());
    }

    /** Whether an answer sends the caller elsewhere. */
    static boolean isRedirect(ReplyHead head) {
        return switch (head.status()) {
            case MOVED_PERMANENTLY, FOUND, SEE_OTHER, TEMPORARY_REDIRECT, PERMANENT_REDIRECT ->
                head.headers().first("Location").isPresent();
            default -> false;
        };
    }

    /** Goes where an answer sends. */
    void follow(ReplyHead redirect) {
        URI target = RedirectTarget.of(uri, redirect.headers().first("Location").orElseThrow())
                .orElseThrow(() -> refused("to something that is not an address"));
        if (!isHttp(target) || Origin.find(target).isEmpty()) {
            throw refused("to an address that is not http or https");
        }
        if (call.credential().isPresent() && isDowngrade(target)) {
            throw refused("from https to plain http");
        }
        if (changesToGet(redirect.status())) {
            method = "GET";
        }
        if (!visited.add(target)) {
            throw refused("in a circle");
        }
        if (visited.size() > MOST_REDIRECTS + 1) {
            throw refused("more than " + MOST_REDIRECTS + " times");
        }
        uri = target;
    }

    private boolean isDowngrade(URI target) {
        return uri.getScheme().equalsIgnoreCase("https") && target.getScheme().equalsIgnoreCase("http");
    }

    private boolean changesToGet(int status) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return false;
        }
        return status == SEE_OTHER || method.equals("POST") && (status == MOVED_PERMANENTLY || status == FOUND);
    }

    private VenomException refused(String where) {
        return new VenomException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "Cannot fetch " + Addresses.shown(call.uri()) + ": " + Addresses.shownOrigin(uri) + " redirects "
                        + where,
                "Check the address; a proxy or a mirror between may be set up wrongly.");
    }
}
