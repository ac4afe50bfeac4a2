package dev.venom.runtime.core.internal.http;

import dev.venom.runtime.spi.transport.Origin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of an address as proxy rules see it. Names are never looked up. Immutable.
 *
 * @param name lower case, without the brackets of IPv6 and without a final dot
 * @param port the port, also where it is the scheme's own
 * @param address the number, where the name is one
 */
record HostName(String name, int port, Optional<InetAddress> address) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

    static HostName of(URI uri) {
        Origin origin = Origin.of(uri);
        String name = plain(origin.host());
        return new HostName(name, origin.port(), literal(name));
    }

    static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The number that a text is; empty for a name, which would need a look-up. */
    static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notANumber) {
            return Optional.empty();
        }
    }

    boolean isLocal() {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || address.map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
