package dev.venom.runtime.examples.cockpit.guard;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names under which the Cockpit may be addressed. A page of another site can make a browser send requests
 * here under a name of its own (DNS rebinding); then the Host header tells. Immutable.
 */
public final class HostNames {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<String> bound;

    private HostNames(Optional<String> bound) {
        this.bound = bound;
    }

    /**
     * The names that go with an address.
     *
     * @param host the address on which the server listens
     * @return loopback names for a loopback address; any name for another one, which a token protects
     */
    public static HostNames of(String host) {
        return new HostNames(isLoopback(host) ? Optional.of(bracketed(host)) : Optional.empty());
    }

    /**
     * Whether an address is reached from this host only.
     *
     * @param host an address or a name
     * @return true for loopback
     */
    public static boolean isLoopback(String host) {
        String name = bracketed(host).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    boolean admit(Optional<String> hostHeader) {
        return hostHeader
                .map(HostNames::withoutPort)
                .filter(name -> bound.isEmpty() || LOOPBACK.contains(name) || name.equals(bound.get()))
                .isPresent();
    }

    /**
     * A browser names the origin of the page that makes it send a request: it has to be the Cockpit's own. A proxy passes
     * on under which name it was asked itself; no page can set that field without the Cockpit's leave (Fetch Standard 4.8).
     */
    boolean admitOrigin(Optional<String> origin, Optional<String> hostHeader, Optional<String> forwardedHost) {
        return origin.isEmpty()
                || Stream.concat(hostHeader.stream(), forwardedHost.stream())
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(host ->
                                authority(origin.get()).filter(host::equals).isPresent());
    }

    private static Optional<String> authority(String origin) {
        try {
            URI uri = URI.create(origin);
            return Optional.ofNullable(uri.getRawAuthority()).map(text -> text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String header) {
        String host = header.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') && colon >= 0 ? host.substring(0, colon) : host;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
