package dev.venom.runtime.core.internal.connection;

import dev.venom.runtime.spi.transport.Origin;
import java.util.Optional;

/**
 * How a server is reached; a connection serves requests for one route only. It prints without credentials. Immutable.
 *
 * @param origin the server
 * @param proxy the proxy on the way, if there is one
 */
public record Route(Origin origin, Optional<Proxy> proxy) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * An HTTP proxy.
     *
     * @param host its name or address
     * @param port its port
     * @param authorization value of {@code Proxy-Authorization}; empty for a proxy that asks nothing
     */
    public record Proxy(String host, int port, Optional<String> authorization) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    boolean isTls() {
        return origin.scheme().equals("https");
    }

    /** Whether a proxy passes requests on, which it must be told the whole address for; through TLS it sees none. */
    boolean isForwarded() {
        return proxy.isPresent() && !isTls();
    }

    /** Whom the connection is made to. */
    String connectHost() {
        return proxy.map(Proxy::host).orElse(origin.host());
    }

    int connectPort() {
        return proxy.map(Proxy::port).orElse(origin.port());
    }

    /** Value of {@code Host}. */
    String hostField() {
        int usual = isTls() ? HTTPS_PORT : HTTP_PORT;
        return origin.port() == usual ? origin.host() : origin.host() + ":" + origin.port();
    }

    @Override
    public String toString() {
        return origin + proxy.map(server -> " through " + server).orElse("");
    }
}
