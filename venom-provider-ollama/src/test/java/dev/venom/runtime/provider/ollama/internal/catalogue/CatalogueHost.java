package dev.venom.runtime.provider.ollama.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venom.runtime.core.internal.host.LinuxProcessTable;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.Wire;
import dev.venom.runtime.core.internal.http.WireOptions;
import dev.venom.runtime.spi.Settings;
import dev.venom.runtime.spi.host.ProcessTable;
import dev.venom.runtime.spi.provider.ProviderContext;
import dev.venom.runtime.spi.transport.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A host around the catalogue: real transport, one background thread that can be waited for, and a clock to set. */
final class CatalogueHost implements ProviderContext, AutoCloseable {
    private final Wire wire = new Wire(WireOptions.of(Map.of()));
    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Path cache;
    private volatile Instant now = Instant.parse("2026-11-27T08:00:00Z");

    CatalogueHost(Path cache) {
        this.cache = cache;
    }

    CatalogueHost with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Waits until nothing is left to do in the background. */
    void awaitQuiet() {
        try {
            background.submit(() -> {}).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the background work does not end", e);
        }
    }

    @Override
    public Transport transport() {
        return new MetadataTransport(wire, MetadataOptions.standard());
    }

    @Override
    public Settings settings() {
        return new Settings() {
            @Override
            public Path cacheDirectory() {
                return cache;
            }

            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(variables.get(name));
            }
        };
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Override
    public ProcessTable processes() {
        return new LinuxProcessTable();
    }

    @Override
    public Executor background() {
        return background;
    }

    @Override
    public void close() {
        background.shutdownNow();
        wire.close();
        try {
            assertThat(background.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
