package dev.venom.runtime.examples.cockpit;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.event.EventFeed;
import dev.venom.runtime.examples.cockpit.load.EventLoad;
import dev.venom.runtime.examples.cockpit.load.LargeLibrary;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The Cockpit's own server over a large library, with a load of events. */
public final class BusyCockpit implements AutoCloseable {
    private final ModelManager manager;
    private final CockpitServer server;
    private final EventLoad load;

    private BusyCockpit(ModelManager manager, CockpitServer server, EventLoad load) {
        this.manager = manager;
        this.server = server;
        this.load = load;
    }

    /** Starts one on a free port. */
    public static BusyCockpit start(Path directory, LargeLibrary library, int eventsPerSecond) {
        ModelManager manager = ModelManager.builder()
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .withoutDiscovery()
                .provider(library)
                .cacheDirectory(directory)
                .build();
        EventFeed feed = new EventFeed("load");
        CockpitServer server = CockpitServer.start(
                manager, feed, CockpitServer.IDLE, new CockpitServer.Place("127.0.0.1", 0, Optional.empty()));
        return new BusyCockpit(manager, server, EventLoad.start(feed, eventsPerSecond));
    }

    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        load.close();
        server.close();
        manager.close();
    }
}
