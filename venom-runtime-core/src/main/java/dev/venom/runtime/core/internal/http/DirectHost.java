package dev.venom.runtime.core.internal.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code NO_PROXY}: {@code *}, a name (which stands for its subdomains too, with or without a dot
 * before it), an address, a network in CIDR form, or any of them with stars; each with or without a port. Immutable.
 */
final class DirectHost {
    private static final int HIGHEST_PORT = 65_535;
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

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if no host can be meant by it
     */
    static DirectHost parse(String text) {
        String entry = text.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "").replaceFirst("/$", "");
        Matcher withPort = WITH_PORT.matcher(entry);
        boolean hasPort = withPort.matches();
        String host = HostName.plain(hasPort ? withPort.group(1) : entry);
        OptionalInt port = hasPort ? OptionalInt.of(port(withPort.group(2))) : OptionalInt.empty();
        Matcher cidr = NETWORK.matcher(host);
        if (cidr.matches()) {
            return network(host, HostName.plain(cidr.group(1)), Integer.parseInt(cidr.group(2)), port);
        }
        if (!host.matches("[a-z0-9_.*:%-]*")) {
            throw new IllegalArgumentException("it is neither a host nor a network");
        }
        return new DirectHost(suffix(host), HostName.literal(host), Integer.MAX_VALUE, port);
    }

    private static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port == 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("its port is none");
        }
        return port;
    }

    private static DirectHost network(String entry, String base, int bits, OptionalInt port) {
        Optional<InetAddress> address = HostName.literal(base);
        if (address.isEmpty() || bits > address.get().getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("it is not a network");
        }
        return new DirectHost(entry, address, bits, port);
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
        if (name.contains("*")) {
            return host.name().matches(Pattern.quote(name).replace("*", "\\E.*\\Q"));
        }
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
