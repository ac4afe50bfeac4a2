package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What every provider of a manager is given. The transport is made when it is first asked for: a command that
 * only lists pays nothing for it. Thread-safe.
 *
 * @param transports yields the one transport
 * @param settings the host's configuration
 * @param clock the time
 * @param processes the processes of this host
 * @param background threads for work in the background
 */
public record SharedContext(
        Supplier<Transport> transports, Settings settings, Clock clock, ProcessTable processes, Executor background)
        implements ProviderContext {
    @Override
    public Transport transport() {
        return transports.get();
    }
}
