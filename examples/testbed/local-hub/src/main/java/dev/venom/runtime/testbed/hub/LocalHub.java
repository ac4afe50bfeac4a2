package dev.venom.runtime.testbed.hub;

import dev.venom.runtime.testbed.hub.account.Accounts;
import dev.venom.runtime.testbed.hub.endpoint.HubRoutes;
import dev.venom.runtime.testbed.hub.endpoint.HubSettings;
import dev.venom.runtime.testbed.hub.endpoint.RateLimits;
import dev.venom.runtime.testbed.hub.endpoint.SignedUrls;
import dev.venom.runtime.testbed.hub.fault.FaultScript;
import dev.venom.runtime.testbed.hub.log.RequestLog;
import dev.venom.runtime.testbed.hub.repository.HubRepository;
import dev.venom.runtime.testbed.hub.repository.Repositories;
import dev.venom.runtime.testbed.hub.serving.ScriptedService;
import dev.venom.runtime.testbed.hub.wire.Handler;
import dev.venom.runtime.testbed.hub.wire.Listener;
import dev.venom.runtime.testbed.hub.wire.NetworkConditions;
import dev.venom.runtime.testbed.hub.wire.Origin;
import java.net.URI;
import java.time.InstantSource;

/**
 * A Hub on the loopback address: one server for the API and small files, another, the CDN, for the large ones. What it
 * holds and what goes wrong can be changed while it runs, and every request is on record. Thread-safe.
 */
public final class LocalHub implements AutoCloseable {

    private final Repositories repositories;
    private final Accounts accounts;
    private final SignedUrls signedUrls;
    private final RateLimits rateLimits;
    private final FaultScript faults = new FaultScript();
    private final RequestLog requests = new RequestLog();
    private final String cdnHost;
    private final Listener cdn;
    private final Listener hub;

    LocalHub(LocalHubBuilder plan) {
        InstantSource clock = plan.clock();
        this.repositories = plan.repositories();
        this.accounts = plan.accounts();
        this.cdnHost = plan.cdnHost();
        this.signedUrls = new SignedUrls(() -> cdnUrl().toString(), clock);
        this.rateLimits = new RateLimits(clock);
        ScriptedService service = service(plan.settings(), plan.network());
        this.cdn = Listener.open(Origin.CDN, 0, service);
        this.hub = openHub(plan.port(), service);
    }

    /** Begins a hub. */
    public static LocalHubBuilder builder() {
        return new LocalHubBuilder();
    }

    /** A hub with these repositories, already running. */
    public static LocalHub with(HubRepository... repositories) {
        LocalHubBuilder builder = builder();
        for (HubRepository repository : repositories) {
            builder.repository(repository);
        }
        return builder.start();
    }

    /** What belongs into {@code HF_ENDPOINT}, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + hub.port());
    }

    /** Where the large files are, such as {@code http://localhost:40124}. */
    public URI cdnUrl() {
        return URI.create("http://" + cdnHost + ":" + cdn.port());
    }

    /** What it holds. */
    public Repositories repositories() {
        return repositories;
    }

    /** The repository of this id, which must exist. */
    public HubRepository repository(String id) {
        return repositories
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("This hub has no repository " + id));
    }

    /** Whose tokens are valid. */
    public Accounts accounts() {
        return accounts;
    }

    /** What goes wrong. */
    public FaultScript faults() {
        return faults;
    }

    /** What was asked, and what was sent. */
    public RequestLog requests() {
        return requests;
    }

    /** The addresses of the CDN, which end as a test likes. */
    public SignedUrls signedUrls() {
        return signedUrls;
    }

    /** How much a client may ask. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** One of the two listeners, to refuse or to drop connections. */
    public Listener listener(Origin origin) {
        return origin == Origin.HUB ? hub : cdn;
    }

    /** Ends all connections and frees both ports. */
    @Override
    public void close() {
        hub.close();
        cdn.close();
    }

    private ScriptedService service(HubSettings settings, NetworkConditions network) {
        Handler routes = new HubRoutes(repositories, accounts, signedUrls, rateLimits, settings);
        return new ScriptedService(routes, faults, requests, network);
    }

    private Listener openHub(int port, ScriptedService service) {
        try {
            return Listener.open(Origin.HUB, port, service);
        } catch (RuntimeException e) {
            cdn.close();
            throw e;
        }
    }
}
