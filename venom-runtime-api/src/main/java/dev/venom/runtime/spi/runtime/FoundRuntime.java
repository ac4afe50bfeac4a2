package dev.venom.runtime.spi.runtime;

import dev.venom.runtime.spi.host.ProcessEntry;
import java.net.URI;
import java.util.Optional;

/**
 * A server that answers on this host although nobody described it. Whether it may be started and stopped is
 * for the core to find out, from the unit in which its process runs. Immutable.
 *
 * @param id the runtime's name from now on
 * @param baseUri where it answers
 * @param process its main process, where it is on this host and can be seen
 * @param owner who runs it, in words: a unit, a container, a desktop application, a user
 */
public record FoundRuntime(String id, URI baseUri, Optional<ProcessEntry> process, String owner) {}
