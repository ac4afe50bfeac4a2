package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Origin;
import java.net.URI;

/** Addresses in words for people: without user, query and fragment, which may be secrets. */
final class Addresses {
    private Addresses() {}

    /** Scheme, host and path. */
    static String shown(URI uri) {
        return shownOrigin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** Scheme and host, with the port where it is not the scheme's own. */
    static String shownOrigin(URI uri) {
        Origin origin = Origin.of(uri);
        String base = origin.scheme() + "://" + origin.host();
        return isUsual(origin) ? base : base + ":" + origin.port();
    }

    private static boolean isUsual(Origin origin) {
        return origin.port() == (origin.scheme().equals("https") ? 443 : 80);
    }
}
