package dev.venom.runtime.core.internal.provider;

import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.InstallContext;
import dev.venom.runtime.spi.provider.ProgressSink;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.provider.RemoteFile;
import dev.venom.runtime.spi.transport.Transport;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a provider is given while it works for one operation: its metadata calls end when the operation is
 * cancelled, and its files are fetched by the engine. Thread-safe.
 *
 * @param shared what every provider is given
 * @param progress the operation
 * @param engine fetches files
 */
public record OperationContext(ProviderContext shared, ProgressSink progress, Consumer<Collection<RemoteFile>> engine)
        implements InstallContext {
    @Override
    public void fetch(Collection<RemoteFile> files) {
        engine.accept(files);
    }

    @Override
    public Transport transport() {
        return new CancellableTransport(shared.transport(), progress);
    }

    @Override
    public Settings settings() {
        return shared.settings();
    }

    @Override
    public Clock clock() {
        return shared.clock();
    }

    @Override
    public ProcessTable processes() {
        return shared.processes();
    }

    @Override
    public Executor background() {
        return shared.background();
    }
}
