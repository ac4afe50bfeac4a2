package dev.venom.runtime.spi.transport;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port: the border that a credential does not cross. Immutable.
 *
 * <p>{@link URI#getHost()} knows no host with an underscore, with a last label that begins with a digit, or with a
 * label that ends with a hyphen, although the services of containers are named so. Whoever asks an address for its host
 * or port asks here.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case name or address
 * @param port the port, never the default marker
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?([A-Za-z0-9_.-]*[A-Za-z0-9_][.-]*)(?::(\\d{0,5}))?");

    /**
     * The origin of an address.
     *
     * @param uri an absolute address
     * @return its origin, with the default port filled in
     * @throws IllegalArgumentException if the address has no scheme or host
     */
    public static Origin of(URI uri) {
        return find(uri)
                .orElseThrow(() -> new IllegalArgumentException("An address without scheme or host has no origin"));
    }

    /**
     * The origin of an address, if it has one.
     *
     * @param uri any address
     * @return its origin, with the default port filled in; empty for an address without scheme or host
     */
    public static Optional<Origin> find(URI uri) {
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                ? Optional.of(origin(scheme, uri.getHost(), uri.getPort()))
                : ofAuthority(scheme, uri.getRawAuthority());
    }

    private static Optional<Origin> ofAuthority(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
        return port <= HIGHEST_PORT ? Optional.of(origin(scheme, parts.group(1), port)) : Optional.empty();
    }

    private static Origin origin(String scheme, String host, int port) {
        int filled = port >= 0 ? port : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, host.toLowerCase(Locale.ROOT), filled);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
