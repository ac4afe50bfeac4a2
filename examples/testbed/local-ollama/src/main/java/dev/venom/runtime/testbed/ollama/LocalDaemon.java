package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.hub.fault.FaultScript;
import dev.venom.runtime.testbed.hub.log.RequestLog;
import dev.venom.runtime.testbed.hub.serving.ScriptedService;
import dev.venom.runtime.testbed.hub.wire.Listener;
import dev.venom.runtime.testbed.hub.wire.NetworkConditions;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.ollama.daemon.DaemonRoutes;
import dev.venom.runtime.testbed.ollama.pull.BlobDownloads;
import dev.venom.runtime.testbed.ollama.pull.PullService;
import dev.venom.runtime.testbed.ollama.pull.RegistryClient;
import dev.venom.runtime.testbed.ollama.scheduler.Scheduler;
import dev.venom.runtime.testbed.ollama.store.ModelStore;
import dev.venom.runtime.testbed.ollama.store.StartUpPrune;
import java.net.URI;
import java.nio.file.Path;

/**
 * An Ollama daemon on the loopback address, over a store on disk. It pulls from a registry as the real one does, and its
 * models speak, but always the same words. What goes wrong can be changed while it runs, and every request is on record.
 * Thread-safe.
 */
public final class LocalDaemon implements AutoCloseable {

    private final FaultScript faults = new FaultScript();
    private final RequestLog requests = new RequestLog();
    private final ModelStore store;
    private final Scheduler scheduler;
    private final BlobDownloads downloads;
    private final Listener listener;

    LocalDaemon(LocalDaemonBuilder plan) {
        this.store = new ModelStore(plan.models());
        this.scheduler = new Scheduler(store, plan.clock(), plan.keepAlive());
        RegistryClient registry =
                new RegistryClient(plan.registry(), plan.version().text());
        this.downloads = new BlobDownloads(store, registry, plan.firstPause());
        PullService pulls = new PullService(store, registry, downloads, plan.tick());
        DaemonRoutes routes = new DaemonRoutes(store, scheduler, pulls, plan.version(), plan.tokenTime());
        if (plan.prunes()) {
            new StartUpPrune(store, plan.version().pruneGrace(), plan.clock()).run();
        }
        this.listener = Listener.open(
                Origin.HUB, plan.port(), new ScriptedService(routes, faults, requests, NetworkConditions.unlimited()));
    }

    /** Begins a daemon over the store in that directory, which has {@code blobs} and {@code manifests} or is yet empty. */
    public static LocalDaemonBuilder over(Path models) {
        return new LocalDaemonBuilder(models);
    }

    /** What belongs into {@code OLLAMA_HOST}, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** Its models on disk. */
    public ModelStore store() {
        return store;
    }

    /** Its models in memory. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** How many blobs it is downloading. */
    public int downloads() {
        return downloads.count();
    }

    /** What goes wrong; {@code LineFault} has what goes wrong within a stream of lines. */
    public FaultScript faults() {
        return faults;
    }

    /** What was asked, and what was sent. */
    public RequestLog requests() {
        return requests;
    }

    /** Its listener, to refuse or to drop connections. */
    public Listener listener() {
        return listener;
    }

    /** Ends all connections, pulls included, and frees the port. */
    @Override
    public void close() {
        listener.close();
        downloads.cancelAll();
    }
}
