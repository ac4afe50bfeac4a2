package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.api.error.ErrorCode;
import dev.venom.runtime.api.error.VenomException;
import dev.venom.runtime.spi.transport.ReplyHead;
import java.util.Optional;

/**
 * A proxy that wants to know who asks.
 *
 * <p>User and password in the proxy's address are sent with plain http. For a tunnel to an https host the JDK
 * drops them, unless the JVM property {@code jdk.http.auth.tunneling.disabledSchemes} was emptied before its
 * client was loaded: a library must not set that for its host, so people are told.
 */
final class ProxyRefusal {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String ADDRESS = "in the proxy's address (http://user:password@host:port)";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private ProxyRefusal() {}

    /** What a 407 means; empty for any other answer. */
    static Optional<VenomException> of(ReplyHead head, Optional<ProxyServer> proxy) {
        if (head.status() != PROXY_AUTHENTICATION_REQUIRED) {
            return Optional.empty();
        }
        String name = proxy.map(server -> " " + server).orElse("");
        return Optional.of(new VenomException(
                ErrorCode.NETWORK,
                "Cannot reach " + Addresses.shownOrigin(head.uri()) + ": the proxy" + name + " asks for a password",
                hint()));
    }

    private static String hint() {
        return "".equals(System.getProperty(TUNNELING))
                ? "Check the user and the password " + ADDRESS + "."
                : "Put user and password " + ADDRESS + "; for https start Java with -D" + TUNNELING
                        + "=\"\", without which it sends no password to a proxy.";
    }
}
