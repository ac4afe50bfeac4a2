package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.core.internal.connection.Route;
import dev.venom.runtime.spi.transport.Origin;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A proxy that a variable names, and what it wants to see. It prints without its credentials. Immutable. */
final class ProxyServer {
    private static final int HIGHEST_PORT = 65_535;

    private final String host;
    private final int port;
    private final Optional<String> authorization;

    private ProxyServer(String host, int port, Optional<String> authorization) {
        this.host = host;
        this.port = port;
        this.authorization = authorization;
    }

    /**
     * Reads {@code [http://][user:password@]host[:port]}.
     *
     * @throws VenomException INVALID_REQUEST, naming the variable and never its value
     */
    static ProxyServer parse(String variable, String value) {
        URI uri = address(variable, value.contains("://") ? value : "http://" + value);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http")) {
            throw refused(variable, "it names a proxy of the kind " + scheme + ", only http is supported");
        }
        Origin origin = Origin.find(uri).orElseThrow(() -> refused(variable, "it names no host"));
        if (origin.port() == 0 || origin.port() > HIGHEST_PORT) {
            throw refused(variable, "its port is none");
        }
        return new ProxyServer(origin.host(), origin.port(), userInfo(uri).map(ProxyServer::basic));
    }

    private static Optional<String> userInfo(URI uri) {
        String authority = uri.getRawAuthority();
        int end = authority.lastIndexOf('@');
        return end < 0 ? Optional.empty() : Optional.of(authority.substring(0, end));
    }

    private static URI address(String variable, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException malformed) {
            // Without its cause, which quotes the value and with it a password
            throw refused(variable, "it is not an address");
        }
    }

    private static String basic(String rawUserInfo) {
        // A plus is a plus in an address, and a blank only in a form
        String userInfo = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static VenomException refused(String variable, String reason) {
        return new VenomException(
                ErrorCode.INVALID_REQUEST,
                "Cannot use the value of " + variable + ": " + reason,
                "Set " + variable + " to http://host:port, or unset it.");
    }

    /** For the JDK's client; the name is resolved when a connection is made. */
    Proxy toProxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    /** The same on the way to a server. */
    Route.Proxy onRoute() {
        return new Route.Proxy(host, port, authorization);
    }

    /** Whether the JDK's client can use it: an internal error is what it has for names that {@link URI} has none for. */
    boolean isForJdk() {
        return URI.create("http://" + host).getHost() != null;
    }

    /** The value of {@code Proxy-Authorization}; empty for a proxy that asks nothing. */
    Optional<String> authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
