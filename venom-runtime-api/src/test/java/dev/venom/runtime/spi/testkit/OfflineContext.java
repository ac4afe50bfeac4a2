package dev.venom.runtime.spi.testkit;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;

/** A host without network and without threads, for what a provider does with neither. Immutable. */
final class OfflineContext implements ProviderContext {
    private final Settings settings;

    OfflineContext(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Transport transport() {
        throw new AssertionError("This call must not need a network");
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }

    @Override
    public ProcessTable processes() {
        return new NoProcesses();
    }

    @Override
    public Executor background() {
        throw new AssertionError("This call must not need a thread");
    }
}
