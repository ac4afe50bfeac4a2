package dev.venom.runtime.examples.cockpit.runtime;

import dev.venom.runtime.core.Host;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.wire.HostDocument;
import io.javalin.config.RoutesConfig;

/** The host under the runtimes: disk and quota, memory, GPUs. Thread-safe. */
public final class SystemEndpoint {
    private final Host host;

    /**
     * Makes the endpoint.
     *
     * @param host what is looked at
     */
    public SystemEndpoint(Host host) {
        this.host = host;
    }

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/system", context -> JsonAnswer.send(context, HostDocument.of(host.report())));
    }
}
