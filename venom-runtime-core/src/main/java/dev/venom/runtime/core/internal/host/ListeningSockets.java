package dev.venom.runtime.core.internal.host;

import dev.venom.runtime.spi.host.LocalAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds who listens at an address in {@code /proc/net/tcp} and {@code tcp6} (proc_net(5)). Immutable. */
record ListeningSockets(ProcFiles proc) {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int INODE = 9;
    private static final int HEX = 16;
    private static final int HEX_OF_WORD = 8;

    /** A listening socket. */
    record Socket(InetSocketAddress address, long userId, long inode) {
        private boolean isOnEveryAddress() {
            return address.getAddress().isAnyLocalAddress();
        }

        private boolean isOnEveryIpv6Address() {
            return isOnEveryAddress() && address.getAddress() instanceof Inet6Address;
        }
    }

    /** The socket that is bound most closely to the address: a connection goes there. */
    Optional<Socket> at(LocalAddress wanted) {
        String port = String.format(":%04X", wanted.port());
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> proc.text("net", table).stream())
                .flatMap(String::lines)
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields ->
                        fields.length > INODE && fields[STATE].equals(LISTEN) && fields[LOCAL_ADDRESS].endsWith(port))
                .map(ListeningSockets::socket)
                .filter(socket -> wanted.isServedBy(socket.address().getAddress()))
                .filter(socket -> !socket.isOnEveryIpv6Address() || answersTo(wanted))
                .min(Comparator.comparing(Socket::isOnEveryIpv6Address).thenComparing(Socket::isOnEveryAddress));
    }

    /** The first process of a list that has the socket open; descriptors of other users can't be read. */
    OptionalLong holderOf(Socket socket, List<String> pids) {
        String target = "socket:[" + socket.inode() + "]";
        return pids.stream()
                .filter(pid -> proc.names(pid, "fd").stream()
                        .anyMatch(fd -> proc.link(pid, "fd", fd)
                                .filter(link -> link.toString().equals(target))
                                .isPresent()))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Socket socket(String[] fields) {
        String[] local = fields[LOCAL_ADDRESS].split(":", 2);
        return new Socket(
                new InetSocketAddress(address(local[0]), Integer.parseInt(local[1], HEX)),
                Long.parseLong(fields[USER]),
                Long.parseLong(fields[INODE]));
    }

    /** The kernel prints each word of an address as a number of this machine's byte order. */
    private static InetAddress address(String hex) {
        ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < hex.length(); at += HEX_OF_WORD) {
            bytes.putInt(Integer.parseUnsignedInt(hex.substring(at, at + HEX_OF_WORD), HEX));
        }
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("The kernel prints four or sixteen bytes", impossible);
        }
    }

    /**
     * Whether a socket on every IPv6 address answers there: for an IPv4 address the table does not tell, the kernel does,
     * which lets nobody else bind an address that is answered.
     */
    private static boolean answersTo(LocalAddress wanted) {
        return wanted.hosts().stream()
                .anyMatch(
                        host -> !(host instanceof Inet4Address) || isTaken(new InetSocketAddress(host, wanted.port())));
    }

    private static boolean isTaken(InetSocketAddress address) {
        try (java.net.Socket attempt = new java.net.Socket()) {
            attempt.setReuseAddress(true);
            attempt.bind(address);
            return false;
        } catch (IOException inUseOrUnknown) {
            return true;
        }
    }
}
