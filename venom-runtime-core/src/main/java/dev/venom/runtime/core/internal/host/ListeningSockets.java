package dev.venom.runtime.core.internal.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds who listens on a port in {@code /proc/net/tcp} and {@code tcp6} (proc_net(5)). Immutable. */
record ListeningSockets(ProcFiles proc) {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int USER = 7;
    private static final int INODE = 9;

    /** A listening socket. */
    record Socket(long userId, long inode) {}

    Optional<Socket> on(int port) {
        String wanted = String.format(":%04X", port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> proc.text("net", table).stream())
                .flatMap(String::lines)
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields ->
                        fields.length > INODE && fields[STATE].equals(LISTEN) && fields[LOCAL_ADDRESS].endsWith(wanted))
                .map(fields -> new Socket(Long.parseLong(fields[USER]), Long.parseLong(fields[INODE])))
                .findFirst();
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
}
