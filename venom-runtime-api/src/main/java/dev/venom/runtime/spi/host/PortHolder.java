package dev.venom.runtime.spi.host;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Who listens on a TCP port. Immutable.
 *
 * @param address where the socket is bound
 * @param userId whose socket it is
 * @param process the process; empty where its descriptors may not be read, as another user's
 */
public record PortHolder(InetSocketAddress address, long userId, Optional<ProcessEntry> process) {
    /**
     * The port.
     *
     * @return the port of the address
     */
    public int port() {
        return address.getPort();
    }
}
