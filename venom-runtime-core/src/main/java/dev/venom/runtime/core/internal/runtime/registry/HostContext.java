package dev.venom.runtime.core.internal.runtime.registry;

import dev.venom.runtime.core.internal.log.LogDirectory;
import dev.venom.runtime.core.internal.runtime.state.RuntimeFiles;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What runtimes have around them on this host. Immutable.
 *
 * @param settings the host's configuration
 * @param clock the time
 * @param processes its processes
 * @param files what is remembered of runtimes
 * @param logs where they write
 * @param transport HTTP that tries once
 * @param background threads for watching
 */
public record HostContext(
        Settings settings,
        Clock clock,
        ProcessTable processes,
        RuntimeFiles files,
        LogDirectory logs,
        Transport transport,
        Executor background) {}
