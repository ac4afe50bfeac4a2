package dev.venom.runtime.spi.transport;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: the border that a credential does not cross. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case name or address
 * @param port the port, never the default marker
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * The origin of an address.
     *
     * @param uri an absolute address
     * @return its origin, with the default port filled in
     * @throws IllegalArgumentException if the address has no scheme or host
     */
    public static Origin of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("An address without scheme or host has no origin");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
