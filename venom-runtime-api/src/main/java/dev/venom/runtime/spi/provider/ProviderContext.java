package dev.venom.runtime.spi.provider;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;
import java.util.concurrent.Executor;

/** What a provider is given to work with. Thread-safe. */
public interface ProviderContext {
    /**
     * HTTP for metadata calls.
     *
     * @return a shared transport, made on first use
     */
    Transport transport();

    /**
     * The host's configuration.
     *
     * @return settings
     */
    Settings settings();

    /**
     * The time.
     *
     * @return the host's clock
     */
    Clock clock();

    /**
     * The processes of this host.
     *
     * @return the table
     */
    ProcessTable processes();

    /**
     * Threads for work in the background; they belong to the library and end with it.
     *
     * @return an executor
     */
    Executor background();
}
