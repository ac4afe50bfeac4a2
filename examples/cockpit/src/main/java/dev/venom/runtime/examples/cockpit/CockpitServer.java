package dev.venom.runtime.examples.cockpit;

import dev.venom.runtime.core.ModelManager;
import dev.venom.runtime.examples.cockpit.event.EventEndpoint;
import dev.venom.runtime.examples.cockpit.event.EventFeed;
import dev.venom.runtime.examples.cockpit.event.Sampler;
import dev.venom.runtime.examples.cockpit.event.SingleFlight;
import dev.venom.runtime.examples.cockpit.event.Snapshot;
import dev.venom.runtime.examples.cockpit.guard.AccessToken;
import dev.venom.runtime.examples.cockpit.guard.HostNames;
import dev.venom.runtime.examples.cockpit.guard.RequestGuard;
import dev.venom.runtime.examples.cockpit.guard.SecurityHeaders;
import dev.venom.runtime.examples.cockpit.model.ModelEndpoints;
import dev.venom.runtime.examples.cockpit.openapi.OpenApiEndpoint;
import dev.venom.runtime.examples.cockpit.operation.OperationEndpoints;
import dev.venom.runtime.examples.cockpit.page.PageFiles;
import dev.venom.runtime.examples.cockpit.problem.Problems;
import dev.venom.runtime.examples.cockpit.runtime.ActivationEndpoints;
import dev.venom.runtime.examples.cockpit.runtime.LogEndpoint;
import dev.venom.runtime.examples.cockpit.runtime.RuntimeEndpoints;
import dev.venom.runtime.examples.cockpit.runtime.SystemEndpoint;
import dev.venom.runtime.examples.cockpit.runtime.TryEndpoint;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Cockpit's web server over one manager. Thread-safe; {@link #close()} lets go of every connection, and
 * leaves the manager open.
 */
public final class CockpitServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CockpitServer.class);
    private static final long LARGEST_BODY_BYTES = 64 << 10;
    /** A reader whose connection takes nothing for so long is cut off. */
    static final Duration IDLE = Duration.ofSeconds(30);

    private final EventFeed feed;
    private final AutoCloseable listening;
    private final Sampler sampler;
    private final Javalin server;
    private final String host;

    private CockpitServer(EventFeed feed, AutoCloseable listening, Sampler sampler, Javalin server, String host) {
        this.feed = feed;
        this.listening = listening;
        this.sampler = sampler;
        this.server = server;
        this.host = host;
    }

    /**
     * Starts a server.
     *
     * @param manager what it shows and steers
     * @param host the address on which it listens
     * @param port the port; 0 picks one
     * @param token what callers have to bring, where it is set
     * @return the running server
     */
    public static CockpitServer start(ModelManager manager, String host, int port, Optional<AccessToken> token) {
        EventFeed feed = new EventFeed(UUID.randomUUID().toString().substring(0, 8));
        return start(manager, feed, IDLE, new Place(host, port, token));
    }

    /** Tells readers also what others than the manager put into the feed, which is the server's from now on. */
    static CockpitServer start(ModelManager manager, EventFeed feed, Duration idle, Place place) {
        AutoCloseable listening = manager.addListener(feed);
        Javalin server = Javalin.create(config -> {
            configure(config, place, idle);
            RoutesConfig routes = config.routes;
            SecurityHeaders.register(routes);
            new RequestGuard(HostNames.of(place.host()), place.token()).register(routes);
            Problems.register(routes);
            new ModelEndpoints(manager.models(), manager.runtimes()).register(routes);
            new OperationEndpoints(manager.operations()).register(routes);
            new RuntimeEndpoints(manager.runtimes()).register(routes);
            new SystemEndpoint(manager.host()).register(routes);
            new LogEndpoint(manager.runtimes()).register(routes);
            new ActivationEndpoints(manager.runtimes()).register(routes);
            new TryEndpoint(manager.runtimes()).register(routes);
            OpenApiEndpoint.register(routes);
            PageFiles.register(routes);
            new EventEndpoint(feed, new SingleFlight(new Snapshot(manager.operations(), manager.runtimes())))
                    .register(routes);
        });
        return new CockpitServer(
                feed, listening, Sampler.start(manager.runtimes(), manager.host(), feed), server.start(), place.host());
    }

    /**
     * The port on which it listens.
     *
     * @return a port of this host
     */
    public int port() {
        return server.port();
    }

    /**
     * Its address, for people.
     *
     * @return such as {@code http://127.0.0.1:8765}
     */
    public String address() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "http://" + name + ":" + port();
    }

    /** Method and path of everything that it answers to. */
    Set<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception failure) {
            LOG.warn("the manager did not let go of the event feed", failure);
        }
        sampler.close();
        feed.close();
        server.stop();
    }

    private static void configure(JavalinConfig config, Place place, Duration idle) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_BODY_BYTES;
        config.http.asyncTimeout = 0;
        config.jetty.addConnector((server, http) -> connector(server, http, place, idle));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Place place, Duration idle) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(place.host());
        connector.setPort(place.port());
        connector.setIdleTimeout(idle.toMillis());
        return connector;
    }

    /**
     * Where a server listens, and to whom. Immutable.
     *
     * @param host the address
     * @param port the port; 0 picks one
     * @param token what callers have to bring, where it is set
     */
    record Place(String host, int port, Optional<AccessToken> token) {}
}
