package dev.venom.runtime.provider.hf;

import dev.venom.runtime.core.internal.http.HttpTransporter;
import dev.venom.runtime.core.internal.http.MetadataOptions;
import dev.venom.runtime.core.internal.http.MetadataTransport;
import dev.venom.runtime.core.internal.http.TransportOptions;
import dev.venom.runtime.spi.testkit.ProviderHost;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Hosts around the provider, with the transport that a real one has. */
final class TestHosts {
    private TestHosts() {}

    static ProviderHost at(Path cache, URI hub) {
        HttpTransporter wire = new HttpTransporter(TransportOptions.of(Map.of()));
        return new ProviderHost(cache, new MetadataTransport(wire, MetadataOptions.standard()), wire)
                .with("HF_ENDPOINT", hub.toString())
                // without it the token of whoever runs the tests would be found
                .with("HOME", cache.resolveSibling("home").toString());
    }
}
