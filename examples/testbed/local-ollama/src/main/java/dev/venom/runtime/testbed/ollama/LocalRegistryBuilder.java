package dev.venom.runtime.testbed.ollama;

import dev.venom.runtime.testbed.hub.wire.NetworkConditions;
import dev.venom.runtime.testbed.ollama.image.ModelImage;
import dev.venom.runtime.testbed.ollama.registry.AccessControl;
import dev.venom.runtime.testbed.ollama.registry.BlobServing;
import dev.venom.runtime.testbed.ollama.registry.RegistryContent;
import java.time.InstantSource;

/** Prepares a {@link LocalRegistry}. Confined to one thread; a builder starts one registry. */
public final class LocalRegistryBuilder {

    private final RegistryContent content = new RegistryContent();
    private final AccessControl access = new AccessControl();
    private BlobServing blobServing = BlobServing.REDIRECT;
    private InstantSource clock = InstantSource.system();
    private NetworkConditions network = NetworkConditions.unlimited();
    private int port;

    LocalRegistryBuilder() {}

    /** A model to hold, under a name such as {@code gemma3:270m}. */
    public LocalRegistryBuilder model(String name, ModelImage image) {
        content.put(name, image);
        return this;
    }

    /** How blobs are served. */
    public LocalRegistryBuilder blobServing(BlobServing manner) {
        blobServing = manner;
        return this;
    }

    /** The port of the registry; any free one unless set. */
    public LocalRegistryBuilder port(int number) {
        port = number;
        return this;
    }

    /** How fast each connection is; as fast as can be unless set. */
    public LocalRegistryBuilder bytesPerSecond(long rate) {
        network = network.bytesPerSecond(rate);
        return this;
    }

    /** The clock of signed addresses. */
    public LocalRegistryBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Starts the registry; it answers when this returns. */
    public LocalRegistry start() {
        return new LocalRegistry(this);
    }

    RegistryContent content() {
        return content;
    }

    AccessControl access() {
        return access;
    }

    BlobServing blobServing() {
        return blobServing;
    }

    InstantSource clock() {
        return clock;
    }

    NetworkConditions network() {
        return network;
    }

    int port() {
        return port;
    }
}
