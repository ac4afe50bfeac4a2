package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.transport.Transport;

/**
 * What a driver is given to look for servers that nobody described. Immutable.
 *
 * @param transport HTTP that tries once, with a short timeout
 * @param settings the host's configuration
 * @param processes the processes of this host
 */
public record DiscoveryContext(Transport transport, Settings settings, ProcessTable processes) {}
