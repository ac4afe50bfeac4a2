package dev.venom.runtime.examples.cli.program;

import dev.venom.runtime.testbed.hub.LocalHub;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The program on a host of its own, with an empty cache, beside a Hub on which something is published. */
abstract class HubScenario {
    @TempDir
    Path cache;

    LocalHub hub;
    VenomHost host;

    /** What is published on the Hub. */
    abstract List<HubRepository> repositories();

    @BeforeEach
    final void startHub() {
        hub = LocalHub.with(repositories().toArray(HubRepository[]::new));
        host = new VenomHost(hub, cache);
    }

    @AfterEach
    final void stopHub() {
        hub.close();
    }
}
