package dev.venom.runtime.core.internal.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code NO_PROXY}: {@code *}, a name (which stands for its subdomains too, with or without a dot
 * before it), an address, or a network in CIDR form; each with or without a port. Immutable.
 */
final class DirectHost {
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*):(\\d{1,5})");
    private static final Pattern NETWORK = Pattern.compile("(.+)/(\\d{1,3})");

    private final String name;
    private final Optional<InetAddress> network;
    private final int prefixBits;
    private final OptionalInt port;

    private DirectHost(String name, Optional<InetAddress> network, int prefixBits, OptionalInt port) {
        this.name = name;
        this.network = network;
        this.prefixBits = prefixBits;
        this.port = port;
    }

    static DirectHost parse(String entry) {
        Matcher withPort = WITH_PORT.matcher(entry);
        boolean hasPort = withPort.matches();
        String host = HostName.plain(hasPort ? withPort.group(1) : entry);
        OptionalInt port = hasPort ? OptionalInt.of(Integer.parseInt(withPort.group(2))) : OptionalInt.empty();
        Matcher cidr = NETWORK.matcher(host);
        if (cidr.matches()) {
            String base = HostName.plain(cidr.group(1));
            return new DirectHost(host, HostName.literal(base), Integer.parseInt(cidr.group(2)), port);
        }
        return new DirectHost(suffix(host), HostName.literal(host), Integer.MAX_VALUE, port);
    }

    private static String suffix(String host) {
        if (host.startsWith("*.")) {
            return host.substring(2);
        }
        return host.startsWith(".") ? host.substring(1) : host;
    }

    boolean matches(HostName host) {
        if (port.isPresent() && port.getAsInt() != host.port()) {
            return false;
        }
        if (name.equals("*")) {
            return true;
        }
        return network.isPresent() ? isInNetwork(host) : isInDomain(host);
    }

    private boolean isInDomain(HostName host) {
        return !name.isEmpty() && (host.name().equals(name) || host.name().endsWith("." + name));
    }

    private boolean isInNetwork(HostName host) {
        byte[] own = network.orElseThrow().getAddress();
        byte[] other = host.address().map(InetAddress::getAddress).orElse(new byte[0]);
        return own.length == other.length && sameBits(own, other);
    }

    private boolean sameBits(byte[] own, byte[] other) {
        int bits = Math.min(prefixBits, own.length * Byte.SIZE);
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((own[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
