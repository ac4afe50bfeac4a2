package dev.venom.runtime.spi.host;

import java.util.Optional;

/**
 * Who listens on a TCP port. Immutable.
 *
 * @param port the port
 * @param userId whose socket it is
 * @param process the process; empty where its descriptors may not be read, as another user's
 */
public record PortHolder(int port, long userId, Optional<ProcessEntry> process) {}
