package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.hub.fault.FaultScript;
import dev.venom.runtime.testbed.hub.log.RequestLog;
import dev.venom.runtime.testbed.hub.serving.ScriptedService;
import dev.venom.runtime.testbed.hub.wire.Listener;
import dev.venom.runtime.testbed.hub.wire.Origin;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.registry.AccessControl;
import dev.venom.runtime.testbed.ollama.registry.RegistryContent;
import dev.venom.runtime.testbed.ollama.registry.RegistryRoutes;
import dev.venom.runtime.testbed.ollama.registry.Storage;
import java.net.URI;

/**
 * An Ollama registry on the loopback address: one server for manifests ({@link Origin#HUB}), another, under another host
 * name, for the bytes of blobs ({@link Origin#CDN}). What it holds and what goes wrong can be changed while it runs, and
 * every request is on record. Thread-safe.
 */
public final class LocalRegistry implements AutoCloseable {

    private final FaultScript faults = new FaultScript();
    private final RequestLog requests = new RequestLog();
    private final RegistryContent content;
    private final AccessControl access;
    private final Storage storage;
    private final Listener storageListener;
    private final Listener registryListener;

    LocalRegistry(LocalRegistryBuilder plan) {
        this.content = plan.content();
        this.access = plan.access();
        this.storage = new Storage(() -> storageUrl().toString(), content, plan.clock());
        RegistryRoutes routes = new RegistryRoutes(content, access, storage, plan.blobServing());
        ScriptedService service = new ScriptedService(routes, faults, requests, plan.network());
        this.storageListener = Listener.open(Origin.CDN, 0, service);
        this.registryListener = open(plan.port(), service);
    }

    /** Begins a registry. */
    public static LocalRegistryBuilder builder() {
        return new LocalRegistryBuilder();
    }

    /** A registry that holds this model, already running. */
    public static LocalRegistry with(String name, ModelImage image) {
        return builder().model(name, image).start();
    }

    /** What belongs into {@code OLLAMA_REGISTRY}, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return URI.create("http://" + host());
    }

    /** Its host as it stands before a name, such as {@code 127.0.0.1:40123} in {@code 127.0.0.1:40123/library/m}. */
    public String host() {
        return "127.0.0.1:" + registryListener.port();
    }

    /** Where the bytes of blobs are, such as {@code http://localhost:40124}. */
    public URI storageUrl() {
        return URI.create("http://localhost:" + storageListener.port());
    }

    /** What it holds. */
    public RegistryContent content() {
        return content;
    }

    /** Who may read what. */
    public AccessControl access() {
        return access;
    }

    /** The addresses of blobs, which end as a test likes. */
    public Storage storage() {
        return storage;
    }

    /** What goes wrong; {@code onHub} is the registry, {@code onCdn} the storage. */
    public FaultScript faults() {
        return faults;
    }

    /** What was asked, and what was sent. */
    public RequestLog requests() {
        return requests;
    }

    /** One of the two listeners, to refuse or to drop connections. */
    public Listener listener(Origin origin) {
        return origin == Origin.HUB ? registryListener : storageListener;
    }

    /** Ends all connections and frees both ports. */
    @Override
    public void close() {
        registryListener.close();
        storageListener.close();
    }

    private Listener open(int port, ScriptedService service) {
        try {
            return Listener.open(Origin.HUB, port, service);
        } catch (RuntimeException e) {
            storageListener.close();
            throw e;
        }
    }
}
