package dev.venom.runtime.spi.host;

import dev.venom.runtime.spi.transport.Origin;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a server of this host answers, as its clients name it: a port, and the addresses that the name stands for.
 * A server on another address of this host with the same port is another server. Immutable.
 *
 * @param hosts the addresses; {@code localhost} stands for those of both families (RFC 6761, 6.3). An address that is
 *     every address, as {@code 0.0.0.0}, stands for itself
 * @param port the port
 */
public record LocalAddress(List<InetAddress> hosts, int port) {
    private static final byte[] LOOPBACK_V4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** Copies the list. */
    public LocalAddress {
        hosts = List.copyOf(hosts);
    }

    /**
     * The place on this host that an address names. A name other than {@code localhost} is looked up, which may take
     * seconds where the name service does not answer.
     *
     * @param address an address with http or https
     * @return the place; empty where the address is on another host, or its name is known to nobody
     */
    public static Optional<LocalAddress> of(URI address) {
        return Origin.find(address).flatMap(LocalAddress::of);
    }

    private static Optional<LocalAddress> of(Origin origin) {
        List<InetAddress> here = resolve(origin.host()).stream()
                .filter(LocalAddress::isOfThisHost)
                .toList();
        return here.isEmpty() ? Optional.empty() : Optional.of(new LocalAddress(here, origin.port()));
    }

    /**
     * A port on the loopback addresses.
     *
     * @param port the port
     * @return what {@code localhost} and that port name
     */
    public static LocalAddress ofLocalhost(int port) {
        return new LocalAddress(loopback(), port);
    }

    /**
     * Whether a server that is bound to an address answers here. One that is bound to every IPv6 address is taken to
     * answer to IPv4 too, as it does by default (ipv6(7), {@code IPV6_V6ONLY}).
     *
     * @param bound the address of its socket
     * @return false where it answers elsewhere on this host
     */
    public boolean isServedBy(InetAddress bound) {
        return hosts.stream()
                .anyMatch(host -> host.equals(bound)
                        || bound.isAnyLocalAddress() && (bound instanceof Inet6Address || host instanceof Inet4Address)
                        || host.isAnyLocalAddress() && (host instanceof Inet6Address || bound instanceof Inet4Address));
    }

    /**
     * Whether one server may be meant by both.
     *
     * @param other another place on this host
     * @return true where a server that is bound to one of its addresses answers here
     */
    public boolean overlaps(LocalAddress other) {
        return port == other.port && other.hosts.stream().anyMatch(this::isServedBy);
    }

    @Override
    public String toString() {
        InetAddress first = hosts.get(0);
        String host = first.getHostAddress();
        return (first instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    private static List<InetAddress> resolve(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (name.isEmpty() || name.equals("localhost") || name.endsWith(".localhost")) {
            return loopback();
        }
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static List<InetAddress> loopback() {
        try {
            return List.of(InetAddress.getByAddress(LOOPBACK_V4), InetAddress.getByAddress(LOOPBACK_V6));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four and sixteen bytes are addresses", impossible);
        }
    }

    private static boolean isOfThisHost(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
