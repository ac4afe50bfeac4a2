package dev.venom.runtime.examples.cockpit.runtime;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.request.JsonAnswer;
import dev.venom.runtime.examples.wire.HostDocument;
import io.javalin.config.RoutesConfig;

/** The host under the runtimes: disk and quota, memory, GPUs. Thread-safe. */
public final class SystemEndpoint {
    private final ModelManager manager;

    /**
     * Makes the endpoint.
     *
     * @param manager knows the host
     */
    public SystemEndpoint(ModelManager manager) {
        this.manager = manager;
    }

    /**
     * Adds it.
     *
     * @param routes the server's routes
     */
    public void register(RoutesConfig routes) {
        routes.get("/api/v1/system", context -> JsonAnswer.send(context, HostDocument.of(manager.host())));
    }
}
